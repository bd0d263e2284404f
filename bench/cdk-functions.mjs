// Tries each trigger on every function that CDK apps really make, as `lambda-gen add trigger` would, and counts what
// comes of it; nothing is written. Needs the packages of an app installed where its functions are made by them.
// Usage: npm run bench:cdk -- <folder>… [--triggers sqs,s3] [--types] [--log <file>]
// --types also type-checks what changes; --log keeps all outcomes as lines of JSON. Exits 1 when one would be broken.
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ts } from 'ts-morph';
import { cdkTriggerTarget } from '../src/add/trigger/cdk/trigger.ts';
import { planTrigger } from '../src/add/trigger/plan-trigger.ts';
import { extendKit } from '../src/cli/generate/extend-kit.ts';
import { projectRoot } from '../src/cli/generate/project-root.ts';
import { findCdkFunction, functionsIn } from '../src/infrastructure/cdk/functions.ts';
import { cdkModules } from '../src/infrastructure/cdk/modules.ts';
import { otherLanguage } from '../src/infrastructure/forms.ts';
import { projectDisk } from '../src/io/list-files.ts';
import { loadTriggers } from '../src/io/load-registry.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    triggers: { type: 'string' },
    types: { type: 'boolean' },
    log: { type: 'string' },
  },
});
const SKIPPED = /^(\.|node_modules$|cdk\.out$|dist$)/;
const triggers = await loadTriggers();
const types = values.triggers?.split(',') ?? [...triggers.keys()];

/** What the user has to say, without which nothing is planned. */
const OPTIONS = { http: { path: '/probe' }, eventbridge: { source: 'my.probe' } };

/** Refusals that a rule of docs/rules.md demands, by what they say. */
const RULES = [
  ['runs-more-than-once', /it is made in a (loop|callback)|which does not return it/],
  ['stack-boundary', /is a stack of its own/],
  ['circular-reference', /would depend on each other/],
  ['operation-taken', /has such a trigger already/],
  ['source-taken', /go to .* already/],
  ['route-taken', /leads to .* already/],
  ['imported', /aws-cdk#10002|takes no \S+ trigger/],
  ['aws-cdk-lib', /has version 2\.\d+ of aws-cdk-lib/],
  ['private-field', /is private: make it public/],
  ['generated', /it says that it is generated|compiled from another file/],
];

function* appsIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'cdk.json')) return yield folder;
  for (const entry of entries)
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) yield* appsIn(join(folder, entry.name));
}

/** Whether every character of `before` is still there, in its order. */
function isKept(before, after) {
  let at = 0;
  for (let i = 0; i < after.length; i++) if (after[i] === before[at]) at++;
  return at === before.length;
}

const syntaxErrors = (text) =>
  ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest).parseDiagnostics.length;

const isCode = (path) => /\.[cm]?[jt]s$/.test(path);

function damage({ path, before = '', after }) {
  if (after === undefined) return `${path} would go`;
  if (!isKept(before, after)) return `${path} loses bytes`;
  const parsed = isCode(path) && syntaxErrors(before) === 0;
  return parsed && syntaxErrors(after) > 0 ? `${path} no longer parses` : undefined;
}

const COMPILER = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  allowJs: true,
  esModuleInterop: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  paths: Object.fromEntries(
    ['aws-cdk-lib', 'constructs'].flatMap((name) => {
      const folder = join(import.meta.dirname, '../node_modules', name);
      return [
        [name, [folder]],
        [`${name}/*`, [`${folder}/*`]],
      ];
    }),
  ),
};

/** What TypeScript says of a changed module, beyond what it said before. */
function typeErrors(dir, changes) {
  const texts = new Map(
    changes
      .filter(({ path, before }) => isCode(path) && before !== undefined)
      .map(({ path, after }) => [join(dir, path), after]),
  );
  const errorsWith = (overlay) => {
    const host = ts.createCompilerHost(COMPILER);
    const read = host.readFile;
    const parse = host.getSourceFile;
    host.readFile = (path) => overlay.get(path) ?? read(path);
    host.fileExists = (path) => overlay.has(path) || existsSync(path);
    host.getSourceFile = (path, ...more) => {
      if (overlay.has(path))
        return ts.createSourceFile(path, overlay.get(path), ts.ScriptTarget.ES2023, true);
      parsed.set(path, parsed.get(path) ?? parse(path, ...more));
      return parsed.get(path);
    };
    const roots = [...texts.keys()].filter((path) => overlay.has(path) || existsSync(path));
    const program = ts.createProgram(roots, COMPILER, host);
    return roots.flatMap((path) =>
      program
        .getSemanticDiagnostics(program.getSourceFile(path))
        .map(
          ({ messageText }) =>
            `${relative(dir, path)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
        ),
    );
  };
  const old = errorsWith(new Map());
  return errorsWith(texts).filter((error) => {
    const at = old.indexOf(error);
    if (at >= 0) old.splice(at, 1);
    return at < 0;
  });
}
const parsed = new Map();

const ruleOf = (message) => RULES.find(([, said]) => said.test(message))?.[0];

/** What comes of one plan: added, unsafe by a rule, needs what the app lacks, not understood, or broken. */
function outcomeOf(dir, plan) {
  try {
    const { changes } = plan();
    const broken = changes.map(damage).find(Boolean);
    const [type] = values.types && !broken ? typeErrors(dir, changes) : [];
    return broken || type ? { outcome: 'BROKEN', said: broken ?? type } : { outcome: 'added' };
  } catch (error) {
    if (error.kind !== 'usage' && error.kind !== 'refused')
      return { outcome: 'BROKEN', said: `${error.stack ?? error}` };
    const said = `${error.message} ${error.at ? `(${error.at.path}:${error.at.line})` : ''}`;
    if (/^\S+ needs a .* of the stack/.test(error.message)) return { outcome: 'needs', said };
    const rule = ruleOf(error.message);
    return rule ? { outcome: 'unsafe', rule, said } : { outcome: 'failed', said };
  }
}

/** The options of a trigger that has to take something, by the first that the app has. */
function optionsFor(target, type) {
  const trigger = triggers.get(type);
  const { option, isRequired } = trigger.resource ?? {};
  const [first] = isRequired ? target.candidates(trigger) : [];
  return { ...OPTIONS[type], ...(first && { [option]: first.id }) };
}

const tally = new Map();
function record(type, shown, { outcome, rule, said }) {
  const counts = tally.get(type) ?? { added: 0, unsafe: 0, failed: 0, needs: 0, BROKEN: 0 };
  counts[outcome]++;
  tally.set(type, counts);
  if (outcome === 'failed' || outcome === 'BROKEN')
    console.log(`${outcome}  ${type}  ${shown}: ${said}`);
  if (values.log)
    appendFileSync(values.log, `${JSON.stringify({ type, shown, outcome, rule, said })}\n`);
}

/** Whether a name that a message gives for the function leads to it again. */
function isFound(disk, target) {
  return target.names.some((name) => {
    try {
      return findCdkFunction(disk, name, undefined).shown === target.shown;
    } catch {
      return false;
    }
  });
}

/** Functions in the templates that the app was synthesised to, without those that the CDK brings itself. */
function synthesised(dir) {
  const folder = join(dir, 'cdk.out');
  if (!existsSync(folder)) return undefined;
  const OWN =
    /^(CustomResourceProvider|Custom[A-Z0-9]|LogRetention|BucketNotificationsHandler|AWS679f53fac)|framework(onEvent|isComplete|onTimeout)/;
  const ids = readdirSync(folder)
    .filter((name) => name.endsWith('.template.json'))
    .flatMap((name) =>
      Object.entries(JSON.parse(readFileSync(join(folder, name), 'utf8')).Resources ?? {}),
    )
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .map(([id]) => id);
  return ids.filter((id) => !OWN.test(id)).length;
}

let functions = 0;
async function extend(app) {
  const { dir, scope } = projectRoot({ cwd: app });
  const disk = Object.assign(projectDisk(dir), scope && { scope });
  if (otherLanguage(disk)) return;
  const kit = await extendKit(disk, 'cdk', triggers);
  const targets = cdkModules(disk, () => true).flatMap((module) => functionsIn(disk, module));
  functions += targets.length;
  const made = synthesised(app);
  console.log(
    `${relative('.', app)}: ${targets.length} functions${made === undefined ? '' : `, ${made} in its templates`}`,
  );
  for (const found of targets) {
    const shown = `${relative(dirname(resolve(positionals[0])), dir)} ${found.shown}`;
    if (!isFound(disk, found)) console.log(`UNNAMED  ${shown}`);
    for (const type of types) {
      const target = cdkTriggerTarget(disk, found);
      const plan = () => {
        const request = { fn: found.fn.id, type, options: optionsFor(target, type) };
        return planTrigger(kit, target, request);
      };
      record(type, shown, outcomeOf(dir, plan));
    }
  }
}

for (const folder of positionals) for (const app of appsIn(resolve(folder))) await extend(app);
console.log(`${functions} functions`);
let broken = 0;
for (const [type, { added, unsafe, failed, needs, BROKEN }] of tally) {
  const all = added + unsafe + failed + BROKEN;
  const share = all === 0 ? 100 : (100 * (added + unsafe)) / all;
  broken += BROKEN;
  console.log(
    `${type.padEnd(16)} ${added} added, ${unsafe} unsafe, ${failed} not understood, ${BROKEN} broken${needs ? `, ${needs} without what it needs` : ''} (${share.toFixed(1)} %)`,
  );
}
process.exitCode = broken > 0 ? 1 : 0;
