// Changes and drops every leaf of the infrastructure and the pipeline of emitted projects, one at a
// time, and runs the project's infrastructure tests on each, in process.
// Usage: npm run bench:mutate -- [pattern] [cdk|sam] [--options|--pairs|--together|--alone] [--sample=<n>]
// Without a pattern all of them, without a form both; with the default options, or with every choice
// of every option; or pairs of production options, all of them at once, or what each by itself adds to
// each pattern (test/support/combinations.ts); --sample takes n mutants of each project, always the
// same. The survivors are listed in .cache/mutants. It fails when docs/survivors.md does not explain
// one, or a project holds less than 97 %. The mutants of test/mutation/named.ts follow.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
// All contexts of a large CDK app and its mutants stay in memory
const { NODE_OPTIONS = '' } = process.env;
const { status } = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--config', 'bench/vitest.config.ts', '--root', root, 'bench/every-mutant.test.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: `${NODE_OPTIONS} --max-old-space-size=8192`,
      MUTATE: process.argv.slice(2).join(' '),
    },
  },
);
process.exitCode = status ?? 1;
