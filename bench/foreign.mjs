// Extends every CDK and SAM project below a folder, and prints what came of it.
// Usage: npm run bench:foreign -- <folder> [trigger,trigger,…]
// A project is copied first; nothing below the folder is written. Exits 1 when one was broken.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { parseDocument } from 'yaml';

const [folder, types = 'sqs'] = process.argv.slice(2);
const cli = join(import.meta.dirname, '../bin/lambda-gen.js');
const SKIPPED = /^(\.|node_modules$|cdk\.out$|dist$)/;

const isFunctions = (path) => /AWS::(Serverless|Lambda)::Function/.test(readFileSync(path, 'utf8'));

function* projectsIn(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  const has = (name) => entries.some((entry) => entry.isFile() && entry.name === name);
  if (has('cdk.json')) return yield { path, args: [] };
  for (const name of ['template.yaml', 'template.yml', 'template.json'])
    if (has(name) && isFunctions(join(path, name))) yield { path, args: ['--template', name] };
  for (const entry of entries)
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) yield* projectsIn(join(path, entry.name));
}

function run(cwd, args) {
  const result = spawnSync(
    process.execPath,
    [cli, ...args, '--cwd', cwd, '--no-install', '--yes', '--json'],
    { encoding: 'utf8' },
  );
  let error;
  try {
    error = JSON.parse(result.stderr || 'null')?.error;
  } catch {
    error = { message: result.stderr };
  }
  return { status: result.status, error };
}

/** The names that an error lists, each with its place. */
const namesIn = ({ message = '', hint = '' } = {}) =>
  [...`${message}\n${hint}`.matchAll(/^ {4}(\S.*) \(\S+:\d+\)$/gm)].map(([, name]) => name);

function files(root, below = root, found = new Map()) {
  for (const entry of readdirSync(below, { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) files(root, path, found);
    else if (entry.isFile() && statSync(path).size < 1e6)
      found.set(relative(root, path), readFileSync(path, 'utf8'));
  }
  return found;
}

/** Whether every character of `before` is still there, in its order. */
function isKept(before, after) {
  let at = 0;
  for (let i = 0; i < after.length; i++) if (after[i] === before[at]) at++;
  return at === before.length;
}

const isYaml = (path) => /\.(ya?ml|template)$/.test(path);
const yamlErrors = (text) =>
  parseDocument(text, { strict: false, uniqueKeys: false, logLevel: 'error' }).errors.length;

/** What is wrong with the project as it is now; undefined when nothing is. */
function damage(before, after, status) {
  for (const [path, text] of before) {
    const now = after.get(path);
    if (now === text) continue;
    if (status !== 0) return `${path} changed although it was refused`;
    if (now === undefined || !isKept(text, now)) return `${path} lost bytes`;
    if (isYaml(path) && yamlErrors(now) > yamlErrors(text)) return `${path} is no YAML any more`;
  }
  return status !== 0 && after.size !== before.size
    ? 'files came although it was refused'
    : undefined;
}

function attempt(project, args) {
  const cwd = join(mkdtempSync(join(tmpdir(), 'foreign-')), basename(project.path));
  cpSync(project.path, cwd, {
    recursive: true,
    filter: (path) => !SKIPPED.test(basename(path)) || path === project.path,
  });
  try {
    const before = files(cwd);
    let result = run(cwd, [...args, ...project.args]);
    const [stack] = result.status === 2 && args[1] === 'function' ? namesIn(result.error) : [];
    if (stack) result = run(cwd, [...args, '--stack', stack]);
    const broken = [0, 1, 2].includes(result.status)
      ? damage(before, files(cwd), result.status)
      : `exit ${result.status}: ${result.error?.message}`;
    return { ...result, broken };
  } finally {
    rmSync(join(cwd, '..'), { recursive: true });
  }
}

const tally = new Map();
let brokenOnes = 0;
function record(project, what, { status, error, broken }) {
  const outcome = broken ? 'BROKEN' : status === 0 ? 'added' : 'refused';
  if (broken) brokenOnes++;
  const counts = tally.get(what) ?? { added: 0, refused: 0, BROKEN: 0 };
  counts[outcome]++;
  tally.set(what, counts);
  if (outcome !== 'added')
    console.log(
      `${outcome}  ${what}  ${relative(folder, project.path)}: ${broken ?? error?.message?.split('\n')[0]}`,
    );
}

for (const project of projectsIn(folder)) {
  const form = project.args.length > 0 ? 'SAM' : 'CDK';
  record(project, `add function, ${form}`, attempt(project, ['add', 'function', 'probe-probe']));
  const probe = run(project.path, [
    'add',
    'trigger',
    'no-such-function-here',
    'sqs',
    '--dry-run',
    ...project.args,
  ]);
  const [fn] = namesIn(probe.error);
  for (const type of fn ? types.split(',') : [])
    record(project, `add trigger ${type}, ${form}`, attempt(project, ['add', 'trigger', fn, type]));
  if (!fn) record(project, `find functions, ${form}`, { status: 1, error: probe.error });
}
for (const [what, { added, refused, BROKEN }] of tally)
  console.log(
    `${what}: ${added} added, ${refused} refused, ${BROKEN} broken (${((100 * added) / (added + refused + BROKEN)).toFixed(1)} % added)`,
  );
process.exitCode = brokenOnes > 0 ? 1 : 0;
