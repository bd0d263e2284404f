// Builds, or deploys every stack of a stage: those of each samconfig file, in its order.
// Usage: sam.ts build, or sam.ts deploy [stage] [flags of `sam deploy`]
import { readdirSync, readFileSync } from 'node:fs';
import { targetsOf } from './samconfig.ts';
import { isUnfinished, runOrExit } from './stacks.ts';

const [command, stage = 'dev', ...flags] = process.argv.slice(2);
const configs = readdirSync('.').filter((file) => /^samconfig\b.*\.toml$/.test(file));

if (command === 'build') {
  for (const config of configs) runOrExit('sam', ['build', '--config-file', config]);
} else {
  const texts = configs.map((config) => [config, readFileSync(config, 'utf8')]);
  for (const { config, environment, name, region } of targetsOf(Object.fromEntries(texts), stage)) {
    // What succeeded stays for the next try: a rollback cannot delete what prod protects
    const rollback = isUnfinished(name, region) ? '--disable-rollback' : '--no-disable-rollback';
    const target = ['--config-file', config, '--config-env', environment];
    runOrExit('sam', ['deploy', ...target, rollback, '--no-fail-on-empty-changeset', ...flags]);
  }
}
