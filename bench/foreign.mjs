// Plans what extends every CDK and SAM project below a folder, and prints what would come of it; nothing is written.
// Usage: npm run bench:foreign -- <folder> [trigger,trigger,…] [--each <n>] [--log <file>]
// --each takes no more than so many projects of each folder directly below, spread over it; --log keeps all
// outcomes as lines of JSON. Exits 1 when one would be broken.
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ts } from 'ts-morph';
import { parseDocument } from 'yaml';
import { planTrigger } from '../src/add/trigger/plan-trigger.ts';
import { targetFinder } from '../src/cli/generate/add-trigger.ts';
import { extendKit, formOf } from '../src/cli/generate/extend-kit.ts';
import { planForeignFunction } from '../src/cli/generate/foreign-function.ts';
import { projectDisk } from '../src/io/list-files.ts';
import { loadTriggers } from '../src/io/load-registry.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { each: { type: 'string' }, log: { type: 'string' } },
});
const [folder, types = 'sqs'] = positionals;
const SKIPPED = /^(\.|node_modules$|cdk\.out$|dist$)/;
const triggers = await loadTriggers();

const isFunctions = (path) => /AWS::(Serverless|Lambda)::Function/.test(readFileSync(path, 'utf8'));

/** The language that cdk.json runs the app in, when it is not JavaScript. */
const languageOf = (path) =>
  /"app": *"[^"]*\b(python3?|mvn|mvnw|gradlew?|dotnet|go)\b/.exec(readFileSync(path, 'utf8'))?.[1];

function* projectsIn(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  const has = (name) => entries.some((entry) => entry.isFile() && entry.name === name);
  if (has('cdk.json')) {
    const form = languageOf(join(path, 'cdk.json')) ? 'CDK of another language' : 'CDK';
    return yield { path, form, place: {} };
  }
  for (const template of ['template.yaml', 'template.yml', 'template.json'])
    if (has(template) && isFunctions(join(path, template)))
      yield { path, form: 'SAM', place: { template } };
  for (const entry of entries)
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) yield* projectsIn(join(path, entry.name));
}

/** The names that an error lists, each with its place. */
const namesIn = ({ message = '', hint = '' } = {}) =>
  [...`${message}\n${hint}`.matchAll(/^ {4}(?:([^:\n]+): )?(\S.*) \(\S+:\d+\)$/gm)].map(
    ([, only, name]) => only ?? name,
  );

/** Whether every character of `before` is still there, in its order. */
function isKept(before, after) {
  let at = 0;
  for (let i = 0; i < after.length; i++) if (after[i] === before[at]) at++;
  return at === before.length;
}

const yamlErrors = (text) =>
  parseDocument(text, { strict: false, uniqueKeys: false, logLevel: 'error' }).errors.length;

const codeErrors = (text) =>
  ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest).parseDiagnostics.length;

/** How many syntax errors a text has, by what its path ends in. */
function syntaxErrors(path, text) {
  if (/\.(ya?ml|json|template)$/.test(path)) return yamlErrors(text);
  return /\.[cm]?[jt]s$/.test(path) ? codeErrors(text) : 0;
}

/** An empty `{}` of a template is the one thing that may go. */
const withoutBraces = (text) => text.replace(/[ \t]*\{[ \t]*\}/g, '');

/** What is wrong with a change; undefined when nothing is. */
function damage({ path, before = '', after }) {
  if (after === undefined) return `${path} would go`;
  if (!isKept(before, after) && !isKept(withoutBraces(before), after)) return `${path} loses bytes`;
  // Of what the parser did not take before, it says nothing
  const parsed = syntaxErrors(path, before) === 0;
  return parsed && syntaxErrors(path, after) > 0 ? `${path} no longer parses` : undefined;
}

/** What comes of a plan: the first damage of it, or the error that says why there is none. */
async function outcome(plan) {
  try {
    const { changes } = await plan();
    const broken = changes.map(damage).find(Boolean);
    return broken ? { outcome: 'BROKEN', said: broken } : { outcome: 'added' };
  } catch (error) {
    const isClean = error.kind === 'usage' || error.kind === 'refused';
    const said = isClean ? error.message : `${error.stack ?? error}`;
    return { outcome: isClean ? 'refused' : 'BROKEN', said, at: error.at, error };
  }
}

async function addFunction({ disk, place }) {
  const plan = (more) => () =>
    planForeignFunction(disk, { name: 'probe-probe' }, { ...place, ...more });
  const first = await outcome(plan({}));
  const [stack] = first.error?.kind === 'usage' ? namesIn(first.error) : [];
  return stack ? outcome(plan({ stack })) : first;
}

const addTrigger = ({ disk, place }, fn, type) =>
  outcome(async () => {
    const form = await formOf(disk, place);
    const target = (await targetFinder(form))(disk, { fn, ...place });
    const kit = await extendKit(disk, form, triggers);
    return planTrigger(kit, target, { fn, type, options: {}, ...place });
  });

/** So many of them as are wanted, at even distances. */
const spread = (all, wanted) =>
  all.length <= wanted
    ? all
    : Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)]);

const FUNCTIONS = 3;

/** Some functions of a project, in the words of the error for one that there is not. */
async function someFunctions(project) {
  const none = await addTrigger(project, 'no-such-function-here', 'sqs');
  return { ...none, names: spread(namesIn(none.error), FUNCTIONS) };
}

/** The trigger for a function whose name several could have, under a name of the first's own. */
async function addTriggerTo(project, name, type) {
  const first = await addTrigger(project, name, type);
  const [other] = first.error?.kind === 'usage' ? namesIn(first.error) : [];
  return other && other !== name ? addTrigger(project, other, type) : first;
}

const tally = new Map();
let brokenOnes = 0;
function record({ path, form }, what, { outcome, said, at }) {
  if (outcome === 'BROKEN') brokenOnes++;
  const key = `${what}, ${form}`;
  const counts = tally.get(key) ?? { added: 0, refused: 0, BROKEN: 0 };
  counts[outcome]++;
  tally.set(key, counts);
  const shown = relative(folder, path);
  if (outcome !== 'added') console.log(`${outcome}  ${key}  ${shown}: ${said.split('\n')[0]}`);
  const line = JSON.stringify({ path: shown, form, what, outcome, said, at });
  if (values.log) appendFileSync(values.log, `${line}\n`);
}

async function extend(found) {
  const project = { ...found, disk: projectDisk(found.path) };
  record(project, 'add function', await addFunction(project));
  const { names, ...none } = await someFunctions(project);
  if (names.length === 0) record(project, 'find functions', none);
  for (const type of types.split(','))
    for (const name of names)
      record(project, `add trigger ${type}`, await addTriggerTo(project, name, type));
}

const sample = () =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => spread([...projectsIn(join(folder, name))], Number(values.each)));

const projects = values.each ? sample() : [...projectsIn(folder)];
for (const project of projects) await extend(project);
console.log(`${projects.length} projects`);
for (const [what, { added, refused, BROKEN }] of [...tally].sort())
  console.log(
    `${what}: ${added} added, ${refused} refused, ${BROKEN} broken (${((100 * added) / (added + refused + BROKEN)).toFixed(1)} % added)`,
  );
process.exitCode = brokenOnes > 0 ? 1 : 0;
