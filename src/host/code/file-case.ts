import { nameForms } from '../../core/names.ts';

/** How the words of a file's name are written. */
export type FileCase = 'kebab' | 'snake' | 'camel' | 'pascal';

/** What shows how names are written; a name of one lower-case word shows nothing. */
const SIGNS: readonly (readonly [FileCase, RegExp])[] = [
  ['pascal', /^[A-Z]/],
  ['camel', /^[a-z0-9]+[A-Z]/],
  ['snake', /_/],
  ['kebab', /-/],
];

const caseOf = (name: string) => SIGNS.find(([, sign]) => sign.test(name))?.[0];

const withoutEndings = (path: string) => path.split('/').at(-1)!.replace(/\..*$/, '');

/** How files are named: as the first of these that shows it, else as most of the others. */
export function fileCaseOf(first: string, others: readonly string[]): FileCase {
  const own = caseOf(withoutEndings(first));
  if (own) return own;
  const told = others.flatMap((path) => caseOf(withoutEndings(path)) ?? []);
  const count = (one: FileCase) => told.filter((each) => each === one).length;
  return told.toSorted((a, b) => count(b) - count(a))[0] ?? 'kebab';
}

/** A name of words with hyphens between them, as files of that case are named. */
export function inCase(kebab: string, fileCase: FileCase): string {
  const { camel, pascal } = nameForms(kebab);
  return { kebab, snake: kebab.replaceAll('-', '_'), camel, pascal }[fileCase];
}
