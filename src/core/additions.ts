import type { OptionValues } from './options.ts';

/** What a trigger is known by. `function` is the function's name in kebab case; `ordinal` counts triggers of one type. */
export interface TriggerId {
  readonly function: string;
  readonly type: string;
  readonly ordinal: number;
}

interface Added {
  readonly options: OptionValues;
  /** Set when it was removed, but for what was edited or is still used. */
  readonly isLeft?: boolean;
}

export interface AddedTrigger extends TriggerId, Added {
  readonly kind: 'trigger';
}

/** A function, or a pattern, in a project that somebody else wrote; in a project of ours, what is left of an instance. */
export interface AddedNamed extends Added {
  readonly kind: 'function' | 'option' | 'pattern';
  readonly name: string;
}

/** What was added to an existing project, beside the instances of a project of ours. */
export type Addition = AddedTrigger | AddedNamed;

export type NamedKind = AddedNamed['kind'];

/** What `add option` adds: patterns that a project has at most once, under their own names. */
export const OPTIONS: readonly string[] = ['budget', 'dashboard', 'deploy', 'layer', 'vpc'];

/** What `add option` changes for the whole project: no instance, and not in that list. */
export const PACKAGE = 'package';

/** What `add option` changes for all instances that keep items, as `--database` does: no instance either. */
export const DATABASE = 'database';

/** What an instance of a pattern is, as `add` and `remove` call it. */
export function kindOfPattern(pattern: string): NamedKind {
  if (pattern === 'function') return 'function';
  return [...OPTIONS, PACKAGE, DATABASE].includes(pattern) ? 'option' : 'pattern';
}

export const isTrigger = (addition: Addition): addition is AddedTrigger =>
  addition.kind === 'trigger';

/** A trigger's type as a command line names it: its second `sqs` is `sqs-2`. */
export const typeWithOrdinal = ({ type, ordinal }: Pick<TriggerId, 'type' | 'ordinal'>) =>
  ordinal === 1 ? type : `${type}-${ordinal}`;

/** The owner of what each project of ours has. Nobody removes it: it makes the files that others insert into. */
export const BASE = 'base';

/** Whose files and insertions they are, in the manifest. */
export const ownerOf = (addition: Addition): string =>
  isTrigger(addition) ? `${addition.function}/${typeWithOrdinal(addition)}` : addition.name;

/** What tells apart all that can be removed. */
export type Removable =
  | Pick<AddedTrigger, 'kind' | 'function' | 'type' | 'ordinal'>
  | Pick<AddedNamed, 'kind' | 'name'>;

/** The words by which a command line names it. */
export const wordsFor = (one: Removable): readonly string[] =>
  one.kind === 'trigger' ? [one.kind, one.function, typeWithOrdinal(one)] : [one.kind, one.name];

export const commandFor = (one: Removable): string => wordsFor(one).join(' ');
