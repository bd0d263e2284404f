import { type Name, nameForms, toKebab } from '../core/names.ts';

const SUFFIX = /(?<=.)(Function|Lambda|Handler|Fn)$/;

/** The name that what a trigger brings begins with: the function's, without the word that says it is one. */
export const prefixOf = (id: string): string => nameForms(toKebab(id.replace(SUFFIX, ''))).pascal;

const ATTEMPTS = 9;

/** That name, then the same with 2, 3, … behind it: for a second trigger of one kind. */
export const prefixes = (id: string): readonly Name[] => {
  const kebab = toKebab(prefixOf(id));
  return Array.from({ length: ATTEMPTS }, (_, i) =>
    nameForms(i === 0 ? kebab : `${kebab}-${i + 1}`),
  );
};
