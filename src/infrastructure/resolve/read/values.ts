import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';

/** A property as text; undefined where it is left out. */
export const textOf = (value: Model | undefined): string | undefined =>
  value === undefined || value === null || typeof value === 'object' ? undefined : String(value);

export const numberOf = (value: Model | undefined, otherwise: number): number => {
  const number = Number(textOf(value) ?? Number.NaN);
  return Number.isNaN(number) ? otherwise : number;
};

export const isTrue = (value: Model | undefined) => String(value) === 'true';

export const listOf = (value: Model | undefined): readonly Model[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value as Model];

export const textsOf = (value: Model | undefined): readonly string[] =>
  listOf(value).flatMap((each) => textOf(each) ?? []);

export const mapsOf = (value: Model | undefined): readonly ModelMap[] => listOf(value).map(mapOf);

/** JSON as a property may hold it: as text, or as the value itself. */
export function jsonOf(value: Model | undefined): Model | undefined {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Model;
  } catch {
    return undefined;
  }
}
