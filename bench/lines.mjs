// Prints how many lines a new project of each pattern has, in both forms: source, tests,
// infrastructure and sample events. Lines are counted as they are emitted, blank ones too.
// Usage: npm run bench:lines [-- <pattern>]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [only] = process.argv.slice(2);

const KINDS = {
  source: /^(src|scripts)\/.*\.ts$/,
  tests: /^test\/.*\.ts$/,
  infra: /^infra\/.*\.ts$|^template.*\.yaml$|\.asl\.json$/,
  events: /^events\//,
};

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const linesOf = (path) =>
  statSync(path).isFile() ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;

function counted(project, kind) {
  const files = readdirSync(project, { recursive: true }).filter((file) => kind.test(file));
  return files.reduce((sum, file) => sum + linesOf(join(project, file)), 0);
}

const row = (name, cells) =>
  console.log(name.padEnd(24), ...cells.map((cell) => String(cell).padStart(8)));

const patterns = JSON.parse(run(join(root, 'bin/lambda-gen.js'), 'list', 'patterns', '--json'));
const folder = mkdtempSync(join(tmpdir(), 'lines-'));
row('pattern', [...Object.keys(KINDS), 'all']);
for (const { id } of patterns.filter((pattern) => !only || pattern.id === only))
  for (const form of ['cdk', 'sam']) {
    const project = join(folder, `${id}-${form}`);
    const flags = ['--iac', form, '--yes', '--no-install', '--no-git'];
    run(join(root, 'bin/create-lambda-app.js'), project, '-p', id, ...flags);
    const lines = Object.values(KINDS).map((kind) => counted(project, kind));
    row(`${id} ${form}`, [...lines, lines.reduce((sum, count) => sum + count, 0)]);
  }
rmSync(folder, { recursive: true });
