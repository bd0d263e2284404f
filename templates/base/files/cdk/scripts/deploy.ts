// Deploys the stacks that `cdk synth` has written, each after those that it depends on.
// Usage: deploy.ts [folder]
import { isUnfinished, run, runOrExit } from './stacks.ts';

const [assembly = 'cdk.out'] = process.argv.slice(2);

interface Stack {
  name: string;
  environment: { region: string };
}

const { stdout } = run('cdk', ['list', '--app', assembly, '--long', '--json'], 'pipe');

for (const { name, environment } of JSON.parse(stdout) as Stack[]) {
  // What succeeded stays for the next try: a rollback cannot delete what prod protects
  const rollback = isUnfinished(name, environment.region) ? '--no-rollback' : '--rollback';
  const flags = ['--exclusively', '--require-approval', 'never', rollback];
  runOrExit('cdk', ['deploy', '--app', assembly, name, ...flags]);
}
