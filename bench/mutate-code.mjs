// Breaks emitted projects in many small ways, one at a time, and prints which of them the
// project's own tests notice.
// Usage: npm run bench:mutate:code -- [pattern] [cdk|sam] [names]
// Without a pattern all of them, without a form both; `names` is a regular expression. The mutants
// of a pattern stand in bench/mutants/<pattern>.json; exits 1 when one survives.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { parse } from 'yaml';

const [one, form, names = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const cwd = join(mkdtempSync(join(tmpdir(), 'mutate-')), 'app');
const ALL = ['unit', 'infra', 'integration'];
const KINDS = 'permission dlq filter condition retry validation catch idempotency'.split(' ');

/** Each project is made where the last one stood: what that installed need not be fetched again. */
function create(pattern, iac, settings) {
  const old = existsSync(cwd) ? readdirSync(cwd).filter((name) => name !== 'node_modules') : [];
  for (const name of old) rmSync(join(cwd, name), { recursive: true });
  const flags = ['-p', pattern, '--iac', iac, ...settings.flatMap((s) => ['--set', s])];
  const cli = join(root, 'bin/create-lambda-app.js');
  execFileSync(process.execPath, [cli, cwd, ...flags, '--yes', '--no-install', '--no-git']);
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd,
    stdio: 'ignore',
  });
}

/** One Vitest of the project's own for all its mutants, for starting it takes longer than most tests. */
async function start() {
  process.chdir(cwd);
  process.env.NODE_NO_WARNINGS = '1';
  const { createVitest } = await import(join(cwd, 'node_modules/vitest/dist/node.js'));
  return createVitest('test', { watch: false, bail: 1, reporters: [{}] });
}

/** Whether tests of these projects fail: all of them, or those that import the file. */
async function fails(vitest, projects, file) {
  vitest.config.related = file && [join(cwd, file)];
  const all = await vitest.getRelevantTestSpecifications();
  const asked = all.filter(({ project }) => projects.includes(project.name));
  if (asked.length === 0) return false;
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked, true);
  // Nobody noticed anything: the machine is short of memory, or somebody ended the worker
  const crash = unhandledErrors.find(({ message }) => /^\[vitest-pool\]/.test(message));
  if (crash) throw crash;
  // Vitest tells of earlier runs, too
  const ids = new Set(asked.map(({ moduleId }) => moduleId));
  const failed = testModules.filter((module) => ids.has(module.moduleId) && !module.ok());
  return failed.length > 0 || unhandledErrors.length > 0;
}

/**
 * Those that are fastest are asked first: the tests that import a handler, and those of a stack
 * without the validation that aws-cdk-lib adds, which can only notice more.
 */
async function isNoticed(vitest, { file, tests = ALL }) {
  const isSource = file.startsWith('src/') && tests.includes('unit');
  if (isSource && (await fails(vitest, ['unit'], file))) return true;
  process.env.CDK_VALIDATION = String(!file.startsWith('infra/'));
  if (await fails(vitest, tests)) return true;
  if (process.env.CDK_VALIDATION === 'true') return false;
  process.env.CDK_VALIDATION = 'true';
  return fails(vitest, tests);
}

const parsers = {
  '.ts': (text) => transformSync(text, { loader: 'ts' }),
  '.json': JSON.parse,
  '.yaml': (text) => parse(text, { logLevel: 'silent' }),
};

function mutated(before, { file, find, replace }) {
  const places = before.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} has ${places} places that read: ${find}`);
  return before.replace(find, () => replace);
}

/** What does not parse is noticed by anything, and proves nothing. */
function check(mutant) {
  const after = mutated(readFileSync(join(cwd, mutant.file), 'utf8'), mutant);
  parsers[extname(mutant.file)]?.(after);
}

async function isKilled(vitest, mutant) {
  const path = join(cwd, mutant.file);
  const before = readFileSync(path, 'utf8');
  const write = (text) => {
    writeFileSync(path, text);
    vitest.invalidateFile(path);
  };
  write(mutated(before, mutant));
  try {
    return await isNoticed(vitest, mutant);
  } finally {
    write(before);
  }
}

async function measure(pattern, iac) {
  const all = JSON.parse(readFileSync(join(root, `bench/mutants/${pattern}.json`), 'utf8'));
  const mutants = all.filter(
    (mutant) => (!mutant.iac || mutant.iac === iac) && new RegExp(names).test(mutant.name),
  );
  create(pattern, iac, all.find(({ set }) => set)?.set ?? []);
  mutants.forEach(check);
  const vitest = await start();
  if (await fails(vitest, ALL)) throw new Error(`the tests of ${pattern} as ${iac} fail unmutated`);
  const killed = [];
  for (const mutant of mutants) {
    const is = await isKilled(vitest, mutant);
    if (is) killed.push(mutant);
    console.log(`${is ? 'killed  ' : 'SURVIVED'}  ${mutant.file}: ${mutant.name}`);
  }
  await vitest.close();
  console.log(`${pattern} as ${iac}: ${killed.length} of ${mutants.length} mutants killed\n`);
  survivors += mutants.length - killed.length;
  return { pattern, form: iac, ...scores(mutants, killed) };
}

/** Killed of all, and of each kind that there is a mutant of. */
function scores(mutants, killed) {
  const score = (of) => `${killed.filter(of).length}/${mutants.filter(of).length}`;
  const kinds = KINDS.map((kind) => [kind, score((mutant) => mutant.kind === kind)]);
  const applying = kinds.filter(([, text]) => text !== '0/0');
  return { killed: score(() => true), ...Object.fromEntries(applying) };
}

const lists = readdirSync(join(root, 'bench/mutants')).map((file) => basename(file, '.json'));
const forms = form ? [form] : ['cdk', 'sam'];
let survivors = 0;
const rows = [];
for (const pattern of one ? [one] : lists) {
  for (const iac of forms) rows.push(await measure(pattern, iac));
}
process.chdir(root);
rmSync(join(cwd, '..'), { recursive: true });
console.table(rows, ['pattern', 'form', 'killed', ...KINDS]);
// Vitest has left a 1 for each mutant that was killed
process.exitCode = survivors > 0 ? 1 : 0;
