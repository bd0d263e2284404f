export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export type Path = readonly (string | number)[];

/** What becomes of one leaf. */
export interface Mutation {
  readonly path: Path;
  /** The value that was there. */
  readonly value: Json;
  /** Absent when the leaf is dropped. */
  readonly to?: Json;
}

/** A value of CloudFormation that is computed: one leaf, whatever it is made of. */
const isFunction = (value: object) => {
  const [key = '', ...others] = Object.keys(value);
  return others.length === 0 && /^(Ref|Fn::\w+)$/.test(key);
};

/** Every scalar, computed value and empty collection, with the way to it. */
export function leaves(value: Json, path: Path = []): readonly { path: Path; value: Json }[] {
  if (value === null || typeof value !== 'object' || isFunction(value)) return [{ path, value }];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  if (entries.length === 0) return [{ path, value }];
  return entries.flatMap(([key, child]) => leaves(child, [...path, key]));
}

const OPPOSITES: Readonly<Record<string, Json>> = {
  Allow: 'Deny',
  Deny: 'Allow',
  Delete: 'Retain',
  Retain: 'Delete',
  true: 'false',
  false: 'true',
};

/** Other values for a leaf, each of which means something else. */
export function others(value: Json): readonly Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return value === 0 ? [1] : [value * 2, Math.floor(value / 2)];
  if (typeof value === 'string') return [OPPOSITES[value] ?? `${value}x`];
  return ['mutated'];
}

/** All that a rule makes of a value's leaves: each is dropped, and is changed. */
export const mutations = (value: Json): readonly Mutation[] =>
  leaves(value).flatMap((leaf) => [leaf, ...others(leaf.value).map((to) => ({ ...leaf, to }))]);

export function valueAt(value: Json | undefined, [key, ...rest]: Path): Json | undefined {
  if (key === undefined || value === undefined) return value;
  if (value === null || typeof value !== 'object') return undefined;
  return valueAt((value as Record<string | number, Json>)[key], rest);
}

/** A copy with one leaf changed or dropped. */
export function mutated(value: Json, { path: [key, ...rest], ...mutation }: Mutation): Json {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    Json
  >;
  if (rest.length > 0) copy[key!] = mutated(copy[key!]!, { ...mutation, path: rest });
  else if (mutation.to !== undefined) copy[key!] = mutation.to;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key!];
  return copy as Json;
}
