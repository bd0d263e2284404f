import type { Name } from '../core/names.ts';

const SUFFIXES = ['function', 'lambda', 'handler', 'fn'];

const isLiteral = (id: string) => /^[A-Za-z][\w-]*$/.test(id);

/** The words of an id, in lower case: `getOrderFn` is get, order, fn. */
const wordsOf = (id: string) =>
  id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]+/);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Ways to write several words, each with what tells it. */
const CASES: readonly (readonly [RegExp, (words: readonly string[]) => string])[] = [
  [/^[a-z0-9]+(-[a-z0-9]+)+$/, (words) => words.join('-')],
  [/^[a-z0-9]+(_[a-z0-9]+)+$/, (words) => words.join('_')],
  [/^[a-z]+[A-Z]\w*$/, ([first = '', ...others]) => first + others.map(capital).join('')],
];

/** The construct id of a new function, as most of the others have theirs: their case, and the word behind it. */
export function constructId(others: readonly string[], name: Name): string {
  const ids = others.filter(isLiteral);
  const isMost = (is: (id: string) => boolean) => ids.filter(is).length * 2 > ids.length;
  const suffix = SUFFIXES.find((word) =>
    isMost((id) => wordsOf(id).length > 1 && wordsOf(id).at(-1) === word),
  );
  const own = name.kebab.split('-');
  const words = suffix && own.at(-1) !== suffix ? [...own, suffix] : own;
  const write = CASES.find(([pattern]) => isMost((id) => pattern.test(id)))?.[1];
  return write ? write(words) : words.map(capital).join('');
}
