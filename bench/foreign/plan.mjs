import { planTrigger } from '../../src/add/trigger/plan-trigger.ts';
import { targetFinder } from '../../src/cli/generate/add/trigger-finder.ts';
import { extendContext, formOf } from '../../src/cli/generate/extend-context.ts';
import { planForeignFunction } from '../../src/cli/generate/foreign/foreign-function.ts';
import { readTemplate } from '../../src/infrastructure/sam/templates.ts';
import { loadTriggers } from '../../src/io/load-registry.ts';
import { damage } from './damage.mjs';

export const triggers = await loadTriggers();

/** What a trigger has to be told. */
export const GIVEN = { eventbridge: { source: 'my.app' }, http: { path: '/probe', method: 'GET' } };

/** The names that an error lists, each with its place. */
const namesIn = ({ message = '', hint = '' } = {}) =>
  [...`${message}\n${hint}`.matchAll(/^ {4}(?:([^:\n]+): )?(\S.*) \(\S+:\d+\)$/gm)].map(
    ([, only, name]) => only ?? name,
  );

const NO_SOURCE = /^\S+ needs a \w+ of the stack/;

/** A refusal is unsafe when a rule says so, and not understood otherwise. */
function kindOf(error) {
  if (error.kind !== 'usage' && error.kind !== 'refused') return 'BROKEN';
  if (error.rule) return 'unsafe';
  return NO_SOURCE.test(error.message) ? 'no source' : 'not understood';
}

/** What comes of a plan: the first damage of it, or the error that says why there is none. */
export async function outcomeOf(plan) {
  try {
    const { changes } = await plan();
    const broken = changes.map(damage).find(Boolean);
    return broken ? { outcome: 'BROKEN', said: broken } : { outcome: 'added', changes };
  } catch (error) {
    const outcome = kindOf(error);
    const said = outcome === 'BROKEN' ? `${error.stack ?? error}` : error.message;
    return { outcome, said, rule: error.rule, at: error.at, error };
  }
}

export async function addFunction({ disk, place }) {
  const plan = (more) => () =>
    planForeignFunction(disk, { name: 'probe-probe' }, { ...place, ...more });
  const first = await outcomeOf(plan({}));
  const [stack] = first.error?.kind === 'usage' ? namesIn(first.error) : [];
  return stack ? outcomeOf(plan({ stack })) : first;
}

async function targetOf({ disk, place }, fn) {
  const form = await formOf(disk, place);
  return { form, target: (await targetFinder(form))(disk, { fn, ...place }) };
}

export const addTrigger = (project, fn, type, options = {}) =>
  outcomeOf(async () => {
    const { form, target } = await targetOf(project, fn);
    const context = await extendContext(project.disk, form, triggers);
    const request = { fn, type, options: { ...GIVEN[type], ...options }, ...project.place };
    return planTrigger(context, target, request);
  });

/** The options of a trigger for a function: for a new source, and for each that there is. */
export async function waysOf(project, fn, type, most) {
  const { resource } = triggers.get(type);
  const fresh = [resource?.isNamed ? { [resource.option]: 'new' } : {}];
  if (!resource) return fresh;
  try {
    const { target } = await targetOf(project, fn);
    const all = target.candidates(triggers.get(type)).slice(0, most);
    const taken = all.map(({ id }) => ({ [resource.option]: id }));
    return taken.length + fresh.length > 0 ? [...fresh, ...taken] : [{}];
  } catch {
    return fresh;
  }
}

/** Every function of a project: of a CDK app in the words of the error for one that there is not. */
export async function functionsOf(project) {
  const { template } = project.place;
  if (template) return readTemplate(project.disk, template).survey.functions.map(({ id }) => id);
  const none = await addTrigger(project, 'no-such-function-here', 'sqs');
  return namesIn(none.error);
}
