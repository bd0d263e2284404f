import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lint, news } from '../cfn-lint.mjs';
import { GIVEN } from './plan.mjs';

const CLI = join(import.meta.dirname, '../../bin/lambda-gen.js');

const hasTranslator = spawnSync('python3', ['-c', 'import samtranslator']).status === 0;
if (!hasTranslator) console.log('The SAM translator is not here: it judges nothing.');

/** As `sam package` would have it: local code is somewhere in S3, and hides no other fault of its function. */
const TRANSLATE = `
import os, sys
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
from samtranslator.yaml_helper import yaml_parse
from samtranslator.translator.transform import transform
LOCAL = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::Api": "DefinitionUri", "AWS::Serverless::HttpApi": "DefinitionUri",
    "AWS::Serverless::StateMachine": "DefinitionUri", "AWS::Serverless::Application": "Location"}
class Policies:
    def load(self): return {}
def package(template):
    code = template.get("Globals", {}).get("Function", {})
    if isinstance(code.get("CodeUri"), str): code["CodeUri"] = "s3://bucket/key"
    for resource in template["Resources"].values():
        key = LOCAL.get(resource.get("Type")) if isinstance(resource, dict) else None
        properties = resource.setdefault("Properties", {}) if key else {}
        isCode = key == "CodeUri" and not {"InlineCode", "PackageType", "ImageUri"} & set(properties) and "CodeUri" not in code
        if key and (isinstance(properties.get(key), str) or isCode and key not in properties): properties[key] = "s3://bucket/key"
try:
    template = yaml_parse(open(sys.argv[1], encoding="utf-8-sig").read())
    package(template)
    names = [n for n, p in (template.get("Parameters") or {}).items()]
    values = {n: p.get("Default", "value") for n, p in (template.get("Parameters") or {}).items()}
    transform(template, values, Policies())
except Exception as error:
    for each in getattr(error, "causes", None) or [error]:
        print(" ".join((getattr(each, "message", None) or str(each)).split()))
`;

const translated = (path) =>
  hasTranslator
    ? spawnSync('python3', ['-c', TRANSLATE, path], { encoding: 'utf8' })
        .stdout.trim()
        .split('\n')
        .filter(Boolean)
    : [];

/** Whether a template gets the transform, and what it refers to, from another one that it is merged into. */
function isFragment(path) {
  const text = readFileSync(path, 'utf8');
  return /AWS::Serverless::/.test(text) && !/^\s*"?Transform"?\s*:|Fn::Transform/m.test(text);
}

/** A fragment with the transform, so that its resources are judged, too. */
function judgedWhole(path) {
  const folder = mkdtempSync(join(tmpdir(), 'fragment-'));
  const whole = join(folder, 'template.yaml');
  const text = readFileSync(path, 'utf8').replace(/^---\s*\n/, '');
  writeFileSync(whole, `Transform: AWS::Serverless-2016-10-31\n${text}`);
  try {
    return [...lint([whole]), ...translated(whole)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isJson = (path) => /^\s*\{/.test(readFileSync(path, 'utf8'));

const judged = (path) =>
  isFragment(path) && !isJson(path) ? judgedWhole(path) : [...lint([path]), ...translated(path)];

/** What is wrong since; of a fragment, what lacks before the addition is missing from what comes, too. */
const newFaults = (path, before) =>
  isFragment(path)
    ? judged(path).filter((each) => !before.includes(each))
    : news(before, judged(path));

const CODES = { added: 0, unsafe: 1, 'no source': 2 };

function run(cwd, words, options) {
  const flags = Object.entries(options).flatMap(([key, value]) => [`--${key}`, value]);
  const args = [CLI, 'add', ...words, ...flags, '--yes', '--no-install', '--cwd', cwd];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

const addTrigger = (cwd, fn, type, options, place) =>
  run(cwd, ['trigger', fn, type], { ...GIVEN[type], ...options, ...place });

/** What happens to a name that the project has already is not what is measured. */
const NEW_FUNCTION = 'probe-probe';

/** A refusal writes nothing; another exit code than that and success is a fault. */
function addFunction(cwd, place) {
  const { status, stderr } = run(cwd, ['function', NEW_FUNCTION], place);
  return status <= 2 && status !== null
    ? []
    : [`add function: exit ${status}: ${stderr.split('\n')[0]}`];
}

/** Runs the command in a copy of the project, one trigger after the other and a function, and has the template judged. */
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
      const { status, stderr } = addTrigger(copy, fn, type, options, place);
      const expected = CODES[outcome];
      return expected === undefined || status === expected || status === 1
        ? []
        : [`${type}: exit ${status} instead of ${expected}: ${stderr.split('\n')[0]}`];
    });
    wrong.push(...addFunction(copy, place));
    const found = template ? newFaults(template, before) : [];
    if (found.length > 0 && process.env.KEEP)
      writeFileSync(process.env.KEEP, readFileSync(template));
    return [...wrong, ...found];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
