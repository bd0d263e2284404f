import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GIVEN } from './plan.mjs';

const CLI = join(import.meta.dirname, '../../bin/lambda-gen.js');

const isThere = (program, args) => spawnSync(program, args).status === 0;
const hasLint = isThere('cfn-lint', ['--version']);
const hasTranslator = isThere('python3', ['-c', 'import samtranslator']);
for (const [has, name] of [
  [hasLint, 'cfn-lint'],
  [hasTranslator, 'The SAM translator'],
])
  if (!has) console.log(`${name} is not here: it judges nothing.`);

const TRANSLATE = `
import os, sys
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
from samtranslator.yaml_helper import yaml_parse
from samtranslator.translator.transform import transform
class Policies:
    def load(self): return {}
try:
    template = yaml_parse(open(sys.argv[1]).read())
    names = [n for n, p in (template.get("Parameters") or {}).items()]
    values = {n: p.get("Default", "value") for n, p in (template.get("Parameters") or {}).items()}
    transform(template, values, Policies())
except Exception as error:
    print(getattr(error, "message", None) or str(error))
`;

/** What a template is told by cfn-lint, without lines: errors, and references to what may not be there (W1001). */
function lint(path) {
  if (!hasLint) return [];
  const { stdout } = spawnSync(
    'cfn-lint',
    ['--format', 'json', '-i', 'W', 'I', '-c', 'W1001', '-t', path],
    {
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  try {
    return JSON.parse(stdout || '[]')
      .filter(({ Rule: { Id } }) => /^E|^W1001$/.test(Id))
      .map(({ Rule: { Id }, Message }) => `${Id} ${Message}`);
  } catch {
    return [];
  }
}

const translated = (path) =>
  hasTranslator
    ? spawnSync('python3', ['-c', TRANSLATE, path], { encoding: 'utf8' })
        .stdout.trim()
        .split('\n')
        .filter(Boolean)
    : [];

const judged = (path) => [...lint(path), ...translated(path)];

/** What is said after and was not said before. */
function news(before, after) {
  const left = [...before];
  return after.filter((each) => {
    const n = left.indexOf(each);
    if (n >= 0) left.splice(n, 1);
    return n < 0;
  });
}

const CODES = { added: 0, unsafe: 1, 'no source': 2 };

function run(cwd, fn, type, options, place) {
  const flags = Object.entries({ ...GIVEN[type], ...options, ...place }).flatMap(([key, value]) => [
    `--${key}`,
    value,
  ]);
  const args = [CLI, 'add', 'trigger', fn, type, ...flags, '--yes', '--no-install', '--cwd', cwd];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

/** Runs the command in a copy of the project, one trigger after the other, and has the template judged. */
export function commanded({ dir, place }, fn, ways) {
  const copy = mkdtempSync(join(tmpdir(), 'foreign-'));
  try {
    cpSync(dir, copy, {
      recursive: true,
      filter: (path) => !/\/(node_modules|\.git)(\/|$)/.test(path),
    });
    const template = place.template && join(copy, place.template);
    const before = template ? judged(template) : [];
    const wrong = ways.flatMap(({ type, options, outcome }) => {
      const { status, stderr } = run(copy, fn, type, options, place);
      const expected = CODES[outcome];
      return expected === undefined || status === expected || status === 1
        ? []
        : [`${type}: exit ${status} instead of ${expected}: ${stderr.split('\n')[0]}`];
    });
    const found = template ? news(before, judged(template)) : [];
    if (found.length > 0 && process.env.KEEP)
      writeFileSync(process.env.KEEP, readFileSync(template));
    return [...wrong, ...found];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
