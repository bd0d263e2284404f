// Plans what extends every CDK and SAM project below a folder, for every function and each source that there is, and
// counts what comes of it. Then runs the command itself in copies of the projects with templates, and has cfn-lint and
// the SAM translator judge each template before and after, where these are installed.
// Usage: npm run bench:foreign -- <folder> [trigger,trigger,…] [--each <n>] [--functions <n>] [--run <n>] [--triggers <n>] [--start <n>] [--log <file>]
// --each takes no more than so many projects of each folder directly below, spread over it; --functions so many
// functions of a project; --run so many of these are extended by the command itself (1). --triggers tries so many triggers of each project, the next
// ones of the next project, and of the first those with the number of --start. --log keeps all outcomes as
// lines of JSON. Exits 1 when one is broken: bytes lost, a new error or W1001 of cfn-lint, a template that SAM no longer takes.
import { appendFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { commanded } from './foreign/judge.mjs';
import {
  addFunction,
  addTrigger,
  functionsOf,
  outcomeOf,
  triggers,
  waysOf,
} from './foreign/plan.mjs';
import { opened, projectsIn } from './foreign/projects.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'string' },
    functions: { type: 'string', default: '1000' },
    run: { type: 'string', default: '1' },
    triggers: { type: 'string' },
    start: { type: 'string', default: '0' },
    log: { type: 'string' },
  },
});
const [folder, list = [...triggers.keys()].join(',')] = positionals;
const types = list.split(',');

/** The triggers that are tried for the project of that number. */
function typesFor(n) {
  const wanted = Math.min(Number(values.triggers ?? types.length), types.length);
  return Array.from(
    { length: wanted },
    (_, i) => types[((Number(values.start) + n) * wanted + i) % types.length],
  );
}

/** Sources of one kind that are tried for each function. */
const MOST_SOURCES = 2;

/** So many of them as are wanted, at even distances. */
const spread = (all, wanted) =>
  all.length <= wanted
    ? all
    : Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)]);

const KINDS = ['added', 'unsafe', 'no source', 'not understood', 'BROKEN'];
const tally = new Map();
const rules = new Map();
const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);

function record({ path, form }, what, { outcome, said = '', rule, at }) {
  count(tally, `${form}, ${what}, ${outcome}`);
  count(tally, `${form}, all, ${outcome}`);
  if (rule) count(rules, rule);
  const shown = relative(folder, path);
  if (outcome === 'BROKEN' || outcome === 'not understood')
    console.log(`${outcome}  ${what}  ${shown}: ${said.split('\n')[0]}`);
  const line = JSON.stringify({ path: shown, form, what, outcome, rule, said, at });
  if (values.log) appendFileSync(values.log, `${line}\n`);
}

async function planned(project, fn, tried) {
  const all = [];
  for (const type of tried)
    for (const options of await waysOf(project, fn, type, MOST_SOURCES)) {
      const { outcome, ...of } = await addTrigger(project, fn, type, options);
      record(project, type, { outcome, ...of });
      all.push({ type, options, outcome });
    }
  return all;
}

/** Of each trigger the first that is added: the command does them one after the other. */
const firstOfEach = (ways) =>
  ways.filter(
    (way, n) =>
      way.outcome === 'added' &&
      ways.findIndex((each) => each.type === way.type && each.outcome === 'added') === n,
  );

async function extend(found, tried) {
  const project = opened(found);
  record(project, 'add function', await addFunction(project));
  const all = await functionsOf(project);
  const names = spread(all, Number(values.functions));
  if (names.length === 0)
    record(project, 'find functions', { outcome: 'not understood', said: 'none is found' });
  const commandedOnes = new Set(spread(names, Number(values.run)));
  for (const fn of names) {
    const ways = await planned(project, fn, tried);
    if (found.form !== 'SAM' || !commandedOnes.has(fn)) continue;
    for (const said of commanded(project, fn, firstOfEach(ways)))
      record(project, 'run', { outcome: 'BROKEN', said: `${fn}: ${said}` });
  }
}

const sample = () =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => spread([...projectsIn(join(folder, name))], Number(values.each)));

const projects = values.each ? sample() : [...projectsIn(folder)];
for (const [n, project] of projects.entries()) {
  const opening = await outcomeOf(async () => {
    await extend(project, typesFor(n));
    return { changes: [] };
  });
  if (opening.outcome !== 'added') record(project, 'open', opening);
}

console.log(`${projects.length} projects`);
const keys = new Set([...tally.keys()].map((key) => key.replace(/, [^,]+$/, '')));
for (const key of [...keys].sort()) {
  const counts = KINDS.map((kind) => [kind, tally.get(`${key}, ${kind}`) ?? 0]);
  console.log(
    `${key}: ${counts
      .filter(([, n]) => n > 0)
      .map(([kind, n]) => `${n} ${kind}`)
      .join(', ')}`,
  );
}
for (const [rule, n] of [...rules].sort(([, a], [, b]) => b - a)) console.log(`${rule}: ${n}`);
process.exitCode = [...tally.keys()].some((key) => key.endsWith('BROKEN')) ? 1 : 0;
