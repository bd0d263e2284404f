import {
  type AddedTrigger,
  commandFor,
  isTrigger,
  kindOfPattern,
  type NamedKind,
  ownerOf,
  typeWithOrdinal,
  wordsFor,
} from '../core/additions.ts';
import { RESTORE, refusal, unwritten, usageError } from '../core/errors.ts';
import { contributionOf } from '../core/fold/contribution.ts';
import { isOwnProject } from '../core/manifest.ts';
import type { Instance } from '../core/project.ts';
import { meant, nearest } from '../core/suggest.ts';
import type { ExtendContext, ExtendPlan } from '../host/context.ts';
import { match, matching, plain, stem } from '../infrastructure/match.ts';
import { missingFile } from '../infrastructure/missing.ts';
import { planRemoval } from './plan-removal.ts';
import type { AnyManifest, RemovalContext } from './removal.ts';

/** Instances and additions by name, with what each is. */
function namedIn(manifest: AnyManifest): ReadonlyMap<string, NamedKind> {
  const instances = isOwnProject(manifest) ? manifest.instances : [];
  const kinds = instances.map(({ name, pattern }) => [name, kindOfPattern(pattern)] as const);
  const named = manifest.additions.flatMap((each) =>
    isTrigger(each) ? [] : [[each.name, each.kind] as const],
  );
  return new Map<string, NamedKind>([...named, ...kinds]);
}

/** The kind of the instance or addition with that name; undefined when there is none. */
export const kindOf = (manifest: AnyManifest, name: string): NamedKind | undefined =>
  namedIn(manifest).get(name);

/** Nothing can be removed from a project of ours whose infrastructure is missing: what is used cannot be seen. */
function refuseMissing({ disk }: ExtendContext, manifest: AnyManifest): void {
  const path = missingFile(disk, manifest);
  if (path)
    throw refusal(`${path} is missing, and it may have what is to be removed`, {
      at: { path },
      hint: unwritten(RESTORE),
    });
}

const KNOWN = 'Only what lambda-gen has added can be removed.';

/** Refuses a name that is not recorded. `near` is what may be meant, if anything; `known` are those of this kind. */
const unknownName = (
  what: string,
  name: string,
  near: string | undefined,
  known: readonly string[],
) =>
  refusal(`There is no ${what} "${name}" in lambda-app.json`, {
    hint: `${meant(near)}${known.length > 0 ? `Known: ${known.join(', ')}.` : KNOWN}`,
  });

/** Those with the nearest name: the word that says that it is a function does not count. */
function nearestCalled<T>(
  name: string,
  all: readonly T[],
  namesOf: (one: T) => readonly string[],
): readonly T[] {
  const stems = (one: T) => namesOf(one).map(stem);
  const near = nearest(stem(name), all.flatMap(stems));
  return all.filter((one) => near !== undefined && stems(one).includes(near));
}

/** The function's name without the word that says that it is one. */
const bareName = (name: string) => name.replace(/-(function|lambda|handler|fn)$/, '');

/** The one of these names that a trigger's function is of: `orders-run` is of `orders`. */
const instanceOf = ({ function: fn }: AddedTrigger, names: readonly string[]) =>
  names
    .filter((name) => fn === name || fn.startsWith(`${name}-`))
    .sort((a, b) => b.length - a.length)[0];

/** Triggers that somebody added to a function, which would be left without it. */
function refuseTriggers(name: string, manifest: AnyManifest): void {
  const triggers = manifest.additions.filter(isTrigger);
  const names = isOwnProject(manifest)
    ? manifest.instances.map((each) => each.name)
    : triggers.map((each) => bareName(each.function));
  const own = triggers.filter((each) => instanceOf(each, names) === name);
  if (own.length === 0) return;
  const list = own.map((each) => `\n    lambda-gen remove ${commandFor(each)}`).join('');
  throw refusal(`"${name}" has triggers of its own`, { hint: `Remove them first:${list}` });
}

/** A function of a pattern is not removed by itself. */
function refusePartOf({ ports }: RemovalContext, manifest: AnyManifest, name: string): void {
  if (!isOwnProject(manifest)) return;
  const { instances, project } = manifest;
  const isMeant = (instance: Instance, i: number) =>
    contributionOf(ports, project, instance, instances.slice(0, i)).describe?.functions.some(
      (fn) => plain(instance.name + fn.name) === plain(name),
    );
  const pattern = instances.find(isMeant);
  if (!pattern) return;
  throw refusal(`Function "${name}" belongs to the pattern "${pattern.name}"`, {
    hint: `To remove all of the pattern: lambda-gen remove pattern ${pattern.name}`,
  });
}

const withArticle = (kind: NamedKind) => `${kind === 'option' ? 'an' : 'a'} ${kind}`;

/** What to remove, and the kind that the user named. */
export interface NamedRequest {
  readonly kind: NamedKind;
  readonly name: string;
  readonly isPartial?: boolean;
}

/** Plans to remove an instance of a pattern, a function or an option, by its name. Throws `usage` when it is another. */
export function planRemoveNamed(
  context: RemovalContext,
  manifest: AnyManifest,
  { kind, name, isPartial = false }: NamedRequest,
): ExtendPlan {
  refuseMissing(context, manifest);
  const names = namedIn(manifest);
  const found = names.get(name);
  const known = [...names.keys()];
  if (!found && kind === 'function') refusePartOf(context, manifest, name);
  if (!found)
    throw unknownName(
      kind,
      name,
      // What is meant may be of another kind
      nearestCalled(name, known, (each) => [each])[0],
      known.filter((each) => names.get(each) === kind),
    );
  // Removing a pattern deletes its tables: a request for a function must not do that
  if (found !== kind)
    throw usageError(
      `"${name}" is ${withArticle(found)}, not ${withArticle(kind)}`,
      `If that is meant: lambda-gen remove ${found} ${name}`,
    );
  refuseTriggers(name, manifest);
  return planRemoval(context, manifest, { key: name, isPartial });
}

/** The endings of a name: `workers-resize` is also called `resize`. */
const endings = (name: string) => name.split('-').map((_, n, words) => words.slice(n).join('-'));

const namesOf = (trigger: AddedTrigger) => [
  trigger.function,
  ownerOf(trigger),
  bareName(trigger.function).replace(/-run$/, ''),
];

/** A trigger as a command line names it. */
export interface TriggerRequest {
  readonly function: string;
  /** With its ordinal, where a function has several: `sqs-2`. */
  readonly type: string;
  readonly isPartial?: boolean;
}

const shown = (trigger: AddedTrigger) => wordsFor(trigger).slice(1).join(' ');

/** The trigger that two words may mean, of which each may be misspelt. */
function nearestTrigger(fn: string, type: string, triggers: readonly AddedTrigger[]) {
  const own = nearestCalled(fn, triggers, (each) => [
    ...namesOf(each),
    ...endings(each.function).slice(1),
  ]);
  const near = nearest(type, own.map(typeWithOrdinal));
  return own.find((each) => typeWithOrdinal(each) === near);
}

/** Those of some triggers whose function a name may mean: by all of its name, else by the end of it. */
function triggersOf(fn: string, triggers: readonly AddedTrigger[]) {
  const all = triggers.map((trigger) => ({
    trigger,
    names: namesOf(trigger),
    shown: ownerOf(trigger),
  }));
  const byEnding = all.map((each) => ({ ...each, names: endings(each.trigger.function) }));
  return [all, byEnding].find((named) => matching(fn, named).length > 0) ?? [];
}

/** Plans to remove a trigger of a function; `sqs-2` is its second one of that kind. */
export function planRemoveTrigger(
  context: RemovalContext,
  manifest: AnyManifest,
  { function: fn, type, isPartial = false }: TriggerRequest,
): ExtendPlan {
  refuseMissing(context, manifest);
  const triggers = manifest.additions.filter(isTrigger);
  const exact = triggers.filter((each) => typeWithOrdinal(each) === type);
  // Where the first was removed, `sqs` is the one that is left
  const ofType = triggers.filter((each) => each.type === type);
  const named = [exact, ofType].map((each) => triggersOf(fn, each)).find((each) => each.length > 0);
  if (!named) {
    const near = nearestTrigger(fn, type, triggers);
    throw unknownName('trigger', `${fn} ${type}`, near && shown(near), triggers.map(shown));
  }
  const { trigger } = match('trigger', fn, named, 'Give its whole name.');
  return planRemoval(context, manifest, { key: ownerOf(trigger), isPartial });
}
