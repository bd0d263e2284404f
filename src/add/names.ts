import { type Name, nameForms, toKebab } from '../core/names.ts';

const SUFFIX = /(?<=.)(Function|Lambda|Handler|Fn)$/;

/** The name that a trigger's resources begin with: the function's, without a word such as "Function". */
export const prefixOf = (id: string): string => nameForms(toKebab(id.replace(SUFFIX, ''))).pascal;

/** How many triggers of one kind a function can have. */
export const ORDINALS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** That name with an ordinal behind it: none for the first trigger of its kind. */
export function prefix(id: string, ordinal: number): Name {
  const kebab = toKebab(prefixOf(id));
  return nameForms(ordinal === 1 ? kebab : `${kebab}-${ordinal}`);
}
