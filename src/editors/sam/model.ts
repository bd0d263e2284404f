import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { isMap as isObject } from '../../core/values/json.ts';

/** A template as plain data: intrinsic functions in their long form, aliases by name, comments gone. */
export type Model = null | string | number | boolean | readonly Model[] | ModelMap;
export interface ModelMap {
  readonly [key: string]: Model;
}

export const keyOf = (pair: Pair) => String(isScalar(pair.key) ? pair.key.value : pair.key);

const isModelMap = isObject<ModelMap>;

/** The model as a map; an empty one where it is something else. */
export const mapOf = (model: Model | undefined): ModelMap => (isModelMap(model) ? model : {});

/** Whether a map is an intrinsic function, which takes no entry beside it; a transform and a loop do. */
export const isIntrinsic = (model: Model): boolean =>
  Object.keys(mapOf(model)).some((key) => /^(Ref|Fn::(?!Transform$|ForEach::).+)$/.test(key));

const BARE = new Set(['Ref', 'Condition']);

/** `A.B` and `[A, B]` are the same attribute. */
const attribute = (value: Model): Model => {
  if (typeof value !== 'string') return value;
  const [resource, ...rest] = value.split('.');
  return [resource!, rest.join('.')];
};

const intrinsic = (name: string, value: Model): ModelMap => ({
  [BARE.has(name) ? name : `Fn::${name}`]: name === 'GetAtt' ? attribute(value) : value,
});

function modelOfMap(map: YAMLMap): ModelMap {
  const entries = map.items.map((pair) => {
    const key = keyOf(pair);
    const value = modelOf(pair.value);
    return [key, key === 'Fn::GetAtt' ? attribute(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function untagged(node: unknown): Model {
  if (isMap(node)) return modelOfMap(node);
  if (isSeq(node)) return node.items.map(modelOf);
  if (isPair(node)) return { [keyOf(node)]: modelOf(node.value) };
  if (isAlias(node)) return { '*': node.source };
  return isScalar(node) ? (node.value as Model) : null;
}

/** What a node means to CloudFormation, however it is written. */
export function modelOf(node: unknown): Model {
  const tag = (node as { tag?: string } | null)?.tag;
  const name = /^!([A-Za-z0-9]+)$/.exec(tag ?? '')?.[1];
  return name ? intrinsic(name, untagged(node)) : untagged(node);
}

/** Lists that several owners add items to: each item is recorded by itself, and their order does not matter. */
const SHARED = new Set(['QueueConfigurations']);

export const isShared = (key: string, one: unknown, other: unknown): boolean =>
  SHARED.has(key) && [one, other].every((each) => Array.isArray(each) || isSeq(each));

/** Such a list with those that it does not have. */
function joinedItems(mine: Model | undefined, theirs: Model): readonly Model[] {
  const own = mine as readonly Model[];
  const absent = (theirs as readonly Model[]).filter(
    (item) => !own.some((each) => isSame(each, item)),
  );
  return [...own, ...absent];
}

/** `mine` with every entry of `theirs` that it does not have. */
export function union(mine: Model | undefined, theirs: Model): Model {
  if (mine === undefined || mine === null) return theirs;
  if (!isModelMap(mine) || !isModelMap(theirs)) return mine;
  const added = Object.entries(theirs).map(([key, value]) => {
    const own = Object.hasOwn(mine, key) ? mine[key] : undefined;
    return [key, isShared(key, own, value) ? joinedItems(own, value) : union(own, value)] as const;
  });
  return { ...mine, ...Object.fromEntries(added) };
}

const sorted = (_: string, value: unknown) =>
  isModelMap(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Whether two models are the same but for the order of their keys. */
export const isSame = (a: Model, b: Model) =>
  JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
