import { listOf, usageError } from '../core/errors.ts';
import { guess } from '../core/suggest.ts';

const SUFFIX = /(function|lambda|handler|fn)$/;

/** A name in lower case, without what separates its words. */
export const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What is left of a function's name without the word that says it is one: `ResizeFunction` → `resize`. */
export const stem = (name: string) => plain(name).replace(SUFFIX, '') || plain(name);

const TESTS: readonly ((a: string, b: string) => boolean)[] = [
  (a, b) => a === b,
  (a, b) => plain(a) === plain(b),
  (a, b) => stem(a) === stem(b),
];

/** Whether something has a name, in any spelling. */
export const isCalled = (name: string) => (one: Named) =>
  one.names.some((each) => stem(each) === stem(name));

/** Something of the project that the user may mean, by any of its names. */
export interface Named {
  readonly names: readonly string[];
  /** As it is shown in a message, with its place. */
  readonly shown: string;
}

/** What a shell takes as one word, or as text between quotes. */
const isPasteable = (name: string) => /^[^\n`'"${}()]+$/.test(name);

/** A name of one that none of the others has. */
const onlyName = (one: Named, all: readonly Named[]) =>
  one.names
    .filter(isPasteable)
    .find((name) =>
      all.every(
        (each) => each === one || !each.names.some((other) => plain(other) === plain(name)),
      ),
    );

/** A line for each of several. It begins with a name that no other has, unless the text shown does so. */
const linesOf = (all: readonly Named[]) =>
  all.map((one) => {
    const name = onlyName(one, all);
    const isShown = !name || one.shown.startsWith(`${name} (`);
    return isShown ? one.shown : `${name}: ${one.shown}`;
  });

const listed = (all: readonly Named[]): string => listOf(linesOf(all));

/** How one of several is named: the first words of its line, where they are its own, or else by a flag. */
export const whichOf =
  (flag: string) =>
  (all: readonly Named[]): string => {
    const isNamed = all.some((one) => onlyName(one, all) !== undefined);
    const hasColon = linesOf(all).some((line, i) => line !== all[i]!.shown);
    if (hasColon) return `Give the name before the colon, or ${flag}.`;
    return isNamed ? `Give the name before the bracket, or ${flag}.` : `Name one with ${flag}.`;
  };

/** A name by which a command takes one of several; its first where every name is shared. */
export const uniqueName = (one: Named, all: readonly Named[]): string =>
  onlyName(one, all) ?? one.names[0]!;

function unknown(kind: string, name: string, all: readonly Named[]): never {
  if (all.length === 0)
    throw usageError(
      `The project has no ${kind} that could be "${name}"`,
      kind === 'function'
        ? 'Is this the right folder? --cwd names another.'
        : `--${kind} names one of the function's stack.`,
    );
  const near = guess(
    name,
    all.flatMap(({ names }) => names),
  );
  throw usageError(`There is no ${kind} "${name}"`, `${near}The project has:${listed(all)}`);
}

/** All that `name` could mean: those that match it best. */
export function matching<T extends Named>(name: string, all: readonly T[]): readonly T[] {
  for (const same of TESTS) {
    const found = all.filter(({ names }) => names.some((each) => same(each, name)));
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The one that `name` means: by its exact name, else without regard to case and hyphens, else without the word
 * "Function" behind it. Throws `usage` when none is meant, or several.
 */
export function match<T extends Named>(
  kind: string,
  name: string,
  all: readonly T[],
  hint: string | ((found: readonly Named[]) => string),
): T {
  const found = matching(name, all);
  const [one, ...others] = found;
  if (!one) return unknown(kind, name, all);
  if (others.length === 0) return one;
  throw usageError(
    `"${name}" could be any of these:${listed(found)}`,
    typeof hint === 'string' ? hint : hint(found),
  );
}

/** Whether a text could contain a name in any spelling; hyphens and capitals do not matter. */
export const mentions = (name: string) => {
  const words = name
    .split(/[/.]/)
    .map((word) => plain(word))
    .filter(Boolean);
  return (text: string) => {
    const bare = plain(text);
    return words.some((word) => bare.includes(word));
  };
};
