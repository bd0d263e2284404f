// Deploys every stack of a stage, each after those that it depends on; with --built, what `cdk synth` has written.
// Usage: deploy.ts [stage | --built] [flags of `cdk deploy`]
import { isUnfinished, runOrExit } from './stacks.ts';

interface Stack {
  name: string;
  environment: { region: string };
}

const [stage = 'dev', ...flags] = process.argv.slice(2);
const app = ['--app', 'cdk.out'];

if (stage !== '--built') runOrExit('cdk', ['synth', '--quiet', '--context', `stage=${stage}`]);

const list = ['list', ...app, '--long', '--json'];
const stacks = runOrExit('cdk', list, ['inherit', 'pipe', 'inherit']);

for (const { name, environment } of JSON.parse(stacks) as Stack[]) {
  // What succeeded stays for the next try: a rollback cannot delete what prod protects
  const rollback = isUnfinished(name, environment.region) ? '--no-rollback' : '--rollback';
  runOrExit('cdk', ['deploy', ...app, name, '--exclusively', rollback, ...flags]);
}
