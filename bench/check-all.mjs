// Runs the long checks one after the other, and writes the result of each into docs/checks.md as
// it ends. Exits 1 when one fails; the others run all the same.
// Usage: npm run check:all [-- <name> …]    names of npm scripts, all by default
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, parse, render } from './checks.ts';

const root = join(import.meta.dirname, '..');
const file = join(root, 'docs/checks.md');

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The commit, with a plus when files of it were edited; the results themselves are none. */
const commit = () => {
  const isEdited = git('status', '--porcelain', '--', '.', ':!docs/checks.md') !== '';
  return git('rev-parse', '--short', 'HEAD') + (isEdited ? '+' : '');
};

function run(name) {
  const start = Date.now();
  const at = commit();
  const { status, signal } = spawnSync('npm', ['run', name], { cwd: root, stdio: 'inherit' });
  if (signal) process.exit(1);
  return {
    result: status === 0 ? 'passed' : `failed (exit ${status})`,
    minutes: ((Date.now() - start) / 60_000).toFixed(1),
    date: new Date(start).toISOString().slice(0, 10),
    commit: at,
    node: process.versions.node,
  };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. Known: ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(CHECKS)) {
  const result = run(name);
  // Read again: another check may have written its result meanwhile
  const others = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, render({ ...others, [name]: result }));
  if (result.result !== 'passed') process.exitCode = 1;
}
