// Tries each trigger on every function that CDK apps really make, as `lambda-gen add trigger` would, and counts what
// comes of it; nothing is written. Needs the packages of an app installed where its functions are made by them.
// Usage: npm run bench:cdk -- <folder>… [--triggers sqs,s3] [--types] [--log <file>]
//   [--synth <n> [--app <command>] [--context <key=value>]… [--env <key=value>]… [--asset <folder>]…]
// --types also type-checks what changes; --synth synthesises n of the additions of each app whose packages are
// installed, in a copy, and has cfn-lint judge the templates: --app, --context and --env are what the app's own
// pipeline gives it, --asset is a folder that its build makes, which is empty here. --log keeps all outcomes as lines
// of JSON. Exits 1 when one would be broken.
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cdkTriggerTarget } from '../src/add/trigger/cdk/trigger.ts';
import { planTrigger } from '../src/add/trigger/plan-trigger.ts';
import { extendContext } from '../src/cli/generate/extend-context.ts';
import { projectRoot } from '../src/cli/generate/project-root.ts';
import { findCdkFunction, functionsIn } from '../src/infrastructure/cdk/functions.ts';
import { cdkModules } from '../src/infrastructure/cdk/modules.ts';
import { otherLanguage } from '../src/infrastructure/forms.ts';
import { projectDisk } from '../src/io/list-files.ts';
import { loadTriggers } from '../src/io/load-registry.ts';
import { outcomeOf } from './cdk/outcomes.mjs';
import { synthesiser } from './cdk/synth.mjs';
import { countOutcome, shown as shownCounts } from './cdk/tally.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    triggers: { type: 'string' },
    types: { type: 'boolean' },
    synth: { type: 'string' },
    app: { type: 'string' },
    context: { type: 'string', multiple: true },
    env: { type: 'string', multiple: true },
    asset: { type: 'string', multiple: true },
    log: { type: 'string' },
  },
});
const pairs = (given = []) =>
  Object.fromEntries(
    given.map((each) => [each.split('=', 1)[0], each.slice(each.indexOf('=') + 1)]),
  );
const given = {
  app: values.app,
  context: pairs(values.context),
  env: pairs(values.env),
  assets: values.asset,
};
const SKIPPED = /^(\.|node_modules$|cdk\.out$|dist$)/;
const triggers = await loadTriggers();
const types = values.triggers?.split(',') ?? [...triggers.keys()];

/** What the user has to say, without which nothing is planned. */
const OPTIONS = { http: { path: '/probe' }, eventbridge: { source: 'my.probe' } };

/** The operations of a pool that a user chooses from, where another function has the first. */
const OPERATIONS = triggers.get('cognito').options.operation.choices ?? [];

/** What comes of the first operation that is free; of the others, nothing does. */
function withFreeOperation(attempt) {
  return (options) => {
    let result;
    for (const operation of OPERATIONS) {
      result = attempt({ ...options, operation });
      if (result.rule !== 'operation-taken') break;
    }
    return result;
  };
}

function* appsIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'cdk.json')) return yield folder;
  for (const entry of entries)
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) yield* appsIn(join(folder, entry.name));
}

/** Names of a resource in the order of their plainness: the first may be the name of another one, too. */
const namesOf = ({ id, names }) => [id, ...names.filter((each) => /[:/]/.test(each))];

/**
 * What comes of a trigger. One that needs a resource gets the first that the app has; where that is out of reach, or
 * there is none, a new one.
 */
function tried(type, target, attempt) {
  const { option, isNamed } = triggers.get(type).resource ?? {};
  if (!isNamed) return attempt(OPTIONS[type] ?? {});
  const [first] = target.candidates(triggers.get(type));
  for (const name of first ? namesOf(first) : []) {
    const result = attempt({ [option]: name });
    if (['added', 'BROKEN'].includes(result.outcome)) return result;
    if (result.outcome === 'unsafe' && result.rule !== 'stack-boundary') return result;
  }
  return { ...attempt({ [option]: 'new' }), isNew: true };
}

const byType = new Map();
const byFolder = new Map();
function record(folder, type, shown, { outcome, rule, said, isNew }) {
  countOutcome(byType, type, outcome, isNew);
  countOutcome(byFolder, folder, outcome, isNew);
  if (outcome === 'failed' || outcome === 'BROKEN')
    console.log(`${outcome}  ${type}  ${shown}: ${said}`);
  if (values.log)
    appendFileSync(values.log, `${JSON.stringify({ type, shown, outcome, rule, said, isNew })}\n`);
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

/** The nearest smaller step that shares no factor with the number of triggers, so that it meets all of them. */
const stepOf = (step) => (step > 1 && factor(step, types.length) > 1 ? stepOf(step - 1) : step);
const factor = (a, b) => (b === 0 ? a : factor(b, a % b));

/** What judges a sample of an app's additions by synthesising them, every n-th of them, and ends. */
function judgeOf(dir, app, additions) {
  const most = Number(values.synth ?? 0);
  if (most === 0 || additions === 0) return { judge: () => [], end: () => {} };
  const { judge, end, reason } = synthesiser(dir, app, given);
  if (reason) console.log(`not synthesised: ${reason}`);
  const every = stepOf(Math.max(1, Math.floor(additions / most)));
  let n = 0;
  let judged = 0;
  return {
    judge: (changes) => {
      if (reason || n++ % every > 0) return [];
      judged++;
      return judge(changes);
    },
    end: () => {
      end();
      if (!reason) console.log(`${judged} additions synthesised`);
    },
  };
}

let functions = 0;
async function extend(folder, app) {
  const { dir, scope } = projectRoot({ cwd: app });
  const disk = Object.assign(projectDisk(dir), scope && { scope });
  if (otherLanguage(disk)) return;
  const context = await extendContext(disk, 'cdk', triggers);
  const targets = cdkModules(disk, () => true).flatMap((module) => functionsIn(disk, module));
  functions += targets.length;
  const made = synthesised(app);
  console.log(
    `${relative('.', app)}: ${targets.length} functions${made === undefined ? '' : `, ${made} in its templates`}`,
  );
  const { judge, end } = judgeOf(dir, app, targets.length * types.length);
  for (const found of targets) {
    const shown = `${relative(dirname(resolve(positionals[0])), dir)} ${found.shown}`;
    if (!isFound(disk, found)) console.log(`UNNAMED  ${shown}`);
    for (const type of types) {
      const target = cdkTriggerTarget(disk, found);
      const attempt = (options) => {
        const plan = () => planTrigger(context, target, { fn: found.fn.id, type, options });
        return outcomeOf(dir, plan, { isTyped: values.types, judge });
      };
      const chosen = type === 'cognito' ? withFreeOperation(attempt) : attempt;
      record(folder, type, shown, tried(type, target, chosen));
    }
  }
  end();
}

for (const folder of positionals)
  for (const app of appsIn(resolve(folder))) await extend(basename(resolve(folder)), app);
console.log(`${functions} functions`);
if (byFolder.size > 1) console.log(shownCounts(byFolder));
console.log(shownCounts(byType));
process.exitCode = [...byType.values()].some(({ BROKEN }) => BROKEN > 0) ? 1 : 0;
