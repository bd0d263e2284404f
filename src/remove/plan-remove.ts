import { findTrigger } from '../add/trigger/request.ts';
import {
  type AddedTrigger,
  type Addition,
  commandFor,
  isTrigger,
  kindOfPattern,
  type NamedKind,
  ownerOf,
  typeWithOrdinal,
} from '../core/additions.ts';
import { RESTORE, refusal, unwritten, usageError } from '../core/errors.ts';
import { contributionOf } from '../core/fold/contribution.ts';
import { isOwnProject } from '../core/manifest.ts';
import type { Instance } from '../core/project.ts';
import { guess } from '../core/suggest.ts';
import type { ExtendContext, ExtendPlan } from '../host/context.ts';
import { match, matching, plain } from '../infrastructure/match.ts';
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

/** The nearest of all names is a hint: what is meant may be of another kind. `known` are those of this one. */
const unknownName = (what: string, name: string, all: readonly string[], known = all) =>
  refusal(`There is no ${what} "${name}" in lambda-app.json`, {
    hint: `${guess(name, all)}${known.length > 0 ? `Known: ${known.join(', ')}.` : KNOWN}`,
  });

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
      known,
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

const withoutOrdinal = (type: string) => type.replace(/-\d+$/, '');

const shown = (trigger: Addition) => commandFor(trigger).replace('trigger ', '');

/** Plans to remove a trigger of a function; `sqs-2` is its second one of that kind. */
export function planRemoveTrigger(
  context: RemovalContext,
  manifest: AnyManifest,
  { function: fn, type, isPartial = false }: TriggerRequest,
): ExtendPlan {
  refuseMissing(context, manifest);
  const { id } = findTrigger(context, context.triggers.has(type) ? type : withoutOrdinal(type));
  const triggers = manifest.additions.filter(isTrigger);
  const all = triggers.filter((each) => each.type === id);
  const exact = all.filter((each) => typeWithOrdinal(each) === type);
  const wanted = (exact.length > 0 ? exact : all).map((trigger) => ({
    trigger,
    names: namesOf(trigger),
    shown: ownerOf(trigger),
  }));
  const isNamed = matching(fn, wanted).length > 0;
  const named = wanted.map((each) =>
    isNamed ? each : { ...each, names: endings(each.trigger.function) },
  );
  if (matching(fn, named).length === 0)
    throw unknownName('trigger', `${fn} ${type}`, triggers.map(shown));
  const { trigger } = match('trigger', fn, named, 'Give its whole name.');
  return planRemoval(context, manifest, { key: ownerOf(trigger), isPartial });
}
