// Breaks an emitted project in many small ways, one at a time, and prints which tests notice.
// Usage: npm run bench:mutate -- <pattern> [cdk|sam]
// The mutants of a pattern stand in bench/mutants/<pattern>.json; exits 1 when one survives.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [pattern, iac = 'cdk'] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const all = JSON.parse(readFileSync(join(root, `bench/mutants/${pattern}.json`), 'utf8'));
const mutants = all.filter((mutant) => !mutant.iac || mutant.iac === iac);

const cwd = join(mkdtempSync(join(tmpdir(), 'mutate-')), 'app');
const cli = join(root, 'bin/create-lambda-app.js');
const options = { cwd, stdio: 'ignore' };

function create() {
  const settings = all.find(({ set }) => set)?.set ?? [];
  const flags = ['-p', pattern, '--iac', iac, ...settings.flatMap((s) => ['--set', s])];
  execFileSync(process.execPath, [cli, cwd, ...flags, '--yes', '--no-install', '--no-git']);
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], options);
}

/** Whether the tests of these kinds fail. */
function isNoticed(projects) {
  const args = ['run', ...projects.flatMap((name) => ['--project', name]), '--bail', '1'];
  return spawnSync(join(cwd, 'node_modules/.bin/vitest'), args, options).status !== 0;
}

function mutated({ file, find, replace }) {
  const path = join(cwd, file);
  const before = readFileSync(path, 'utf8');
  const places = before.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} has ${places} places that read: ${find}`);
  writeFileSync(
    path,
    before.replace(find, () => replace),
  );
  return () => writeFileSync(path, before);
}

function run(mutant) {
  const restore = mutated(mutant);
  try {
    return isNoticed(mutant.tests ?? ['unit', 'infra', 'integration']);
  } finally {
    restore();
  }
}

create();
if (isNoticed(['unit', 'infra', 'integration'])) throw new Error('the tests fail unmutated');
let survivors = 0;
for (const mutant of mutants) {
  const killed = run(mutant);
  if (!killed) survivors++;
  console.log(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.file}: ${mutant.name}`);
}
rmSync(join(cwd, '..'), { recursive: true });
console.log(
  `${pattern} as ${iac}: ${mutants.length - survivors} of ${mutants.length} mutants killed`,
);
process.exitCode = survivors > 0 ? 1 : 0;
