import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lint, news } from '../cfn-lint.mjs';
import { GIVEN } from './plan.mjs';

const CLI = join(import.meta.dirname, '../../bin/lambda-gen.js');

const hasTranslator = spawnSync('python3', ['-c', 'import samtranslator']).status === 0;
if (!hasTranslator) console.log('The SAM translator is not here: it judges nothing.');

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

const translated = (path) =>
  hasTranslator
    ? spawnSync('python3', ['-c', TRANSLATE, path], { encoding: 'utf8' })
        .stdout.trim()
        .split('\n')
        .filter(Boolean)
    : [];

const judged = (path) => [...lint([path]), ...translated(path)];

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
