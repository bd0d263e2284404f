// Prints how long the commands take that change no project of anybody's, beside what creates projects elsewhere.
// Usage: npm run bench:startup [-- <runs>]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { measure, run, scratch, subject } from './measure.mjs';
import { peers } from './peers.mjs';

const runs = Number(process.argv[2] ?? 10);
const bin = join(import.meta.dirname, '../bin');
const [create, generate] = ['create-lambda-app', 'lambda-gen'].map((name) =>
  join(bin, `${name}.js`),
);
const root = scratch();

const QUIET = ['--yes', '--no-install', '--no-git'];
const list = spawnSync(process.execPath, [generate, 'list', 'patterns', '--json'], {
  encoding: 'utf8',
});
const all = JSON.parse(list.stdout).flatMap(({ id }) => ['-p', id]);
const createWith = (iac, ...patterns) => [create, 'my-app', ...QUIET, '--iac', iac, ...patterns];

run([create, 'sam', ...QUIET, '--iac', 'sam'], root);
run([create, 'cdk', ...QUIET, '--iac', 'cdk'], root);
const own = {
  '--version': [[generate, '--version']],
  '--help': [[create, '--help']],
  list: [[generate, 'list']],
  'status, SAM': [[generate, 'status'], 'sam'],
  'status, CDK': [[generate, 'status'], 'cdk'],
  'create, CDK': [createWith('cdk')],
  'create, SAM': [createWith('sam')],
  'create all, CDK': [createWith('cdk', ...all)],
  'create all, SAM': [createWith('sam', ...all)],
};
/** Ratios to a bare Node. */
const LIMITS = {
  ...Object.fromEntries(
    ['--version', '--help', 'list', 'status, SAM', 'status, CDK'].map((name) => [name, 1.5]),
  ),
  'create, CDK': 2.5,
  'create, SAM': 2.5,
  'create all, CDK': 4,
  'create all, SAM': 4,
};

const subjects = [
  ...Object.entries(own).map(([name, [args, project]]) => [
    name,
    subject(root, args, project && join(root, project)),
  ]),
  ...Object.entries(peers()).map(([name, args]) => [name, subject(root, args)]),
];
measure(runs, Object.fromEntries(subjects), LIMITS);
