// Prints how long creating a project takes, as a ratio to `node -e 0` measured in the same run.
// Usage: npm run bench:startup [-- <runs>]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const runs = Number(process.argv[2] ?? 10);
const cli = join(import.meta.dirname, '../bin/create-lambda-app.js');

const run = (args, cwd) => {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
};

const inFreshFolder = (args) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return run(args, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const sample = (args) => () => inFreshFolder(args);

const flags = ['my-app', '--yes', '--no-install', '--no-git'];
const subjects = {
  'node -e 0': sample(['-e', '0']),
  'create, CDK': sample([cli, ...flags, '--iac', 'cdk']),
  'create, SAM': sample([cli, ...flags, '--iac', 'sam']),
};

const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
for (const subject of Object.values(subjects)) subject();
for (let i = 0; i < runs; i++)
  for (const [name, subject] of Object.entries(subjects)) times[name].push(subject());

const bare = median(times['node -e 0']);
console.log(`node ${process.version}, median of ${runs}, whole processes`);
for (const [name, values] of Object.entries(times)) {
  const ms = median(values);
  console.log(`${name.padEnd(14)} ${ms.toFixed(0).padStart(5)} ms  ${(ms / bare).toFixed(1)} ×`);
}
