// Changes and drops every leaf of the infrastructure and the pipeline of emitted projects, one at a
// time, and runs the project's infrastructure tests on each, in process.
// Usage: npm run bench:mutate -- [pattern] [cdk|sam]
// Without a pattern all of them, without a form both. The survivors are listed in .cache/mutants.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { status } = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--config', 'bench/vitest.config.ts', '--root', root, 'bench/every-mutant.test.ts'],
  { stdio: 'inherit', env: { ...process.env, MUTATE: process.argv.slice(2).join(' ') } },
);
process.exitCode = status ?? 1;
