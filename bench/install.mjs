// Prints how long it takes to create a project and to install its dependencies, beside what creates projects elsewhere.
// Usage: npm run bench:install [-- <runs>]
import { join } from 'node:path';
import { measure, scratch, subject } from './measure.mjs';
import { peers } from './peers.mjs';

const create = join(import.meta.dirname, '../bin/create-lambda-app.js');
const root = scratch();
const own = (iac) => [create, 'my-app', '--yes', '--no-git', '--iac', iac];
const all = { 'create, CDK': own('cdk'), 'create, SAM': own('sam') };

const subjects = Object.entries({ ...all, ...peers({ isInstalling: true }) }).map(
  ([name, args]) => [name, subject(root, args)],
);
measure(Number(process.argv[2] ?? 3), Object.fromEntries(subjects));
