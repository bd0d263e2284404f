import { isMap, isPair, isSeq, type YAMLMap } from 'yaml';
import { lineOf } from '../../../core/tree/text-edit.ts';
import { keyOf, type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { find, rangeOf, type Source, startOf } from '../../../editors/sam/source.ts';
import type { Place } from '../../graph.ts';
import { modelReader } from './aliases.ts';

/** Where a value is: keys of mappings, indexes of lists, intrinsic functions in their long form. */
export type Keys = readonly (string | number)[];

/** A resource of a template as it is written. */
export interface Written {
  readonly id: string;
  readonly cfnType: string;
  readonly properties: ModelMap;
  readonly model: ModelMap;
  /** The condition that it carries. */
  readonly condition?: string;
}

/** A template whose values can be followed. */
export interface Template {
  readonly path: string;
  readonly resources: ReadonlyMap<string, Written>;
  /** What a fragment adds to resources that are there. */
  readonly additions: readonly Written[];
  readonly parameters: ModelMap;
  readonly mappings: ModelMap;
  readonly conditions: ModelMap;
  readonly outputs: ModelMap;
  /** Of the type, as `AWS::Serverless::` has it: `Function`, `Api`, `HttpApi`. */
  readonly globals: ModelMap;
  /** Where a value is written, also in `Globals`; the line is looked up when it is read. */
  placeOf(keys: Keys): Place;
}

/** The entry or item of a key. */
function entryOf(node: unknown, key: string | number): unknown {
  if (isSeq(node) && typeof key === 'number') return node.items[key];
  return isMap(node) ? find(node as YAMLMap, String(key)) : undefined;
}

const offsetOf = (entry: unknown) => (isPair(entry) ? startOf(entry) : rangeOf(entry)?.[0]);

/** A short intrinsic function has no entry for its name. */
const mayLack = (key: string | number) => typeof key === 'string' && /^(Ref$|Fn::)/.test(key);

/** The line of the last key that is there, and whether all are. */
function locate({ root, text }: Source, keys: Keys): { line: number; isThere: boolean } {
  let node: unknown = root;
  let offset = 0;
  for (const key of keys) {
    const entry = entryOf(node, key);
    if (entry === undefined && mayLack(key)) continue;
    if (entry === undefined) return { line: lineOf(text, offset), isThere: false };
    offset = offsetOf(entry) ?? offset;
    node = isPair(entry) ? entry.value : entry;
  }
  return { line: lineOf(text, offset), isThere: true };
}

/** A property that only `Globals` has is written there. */
function lineAt(source: Source, written: Written | undefined, keys: Keys): number {
  const own = locate(source, keys);
  const [, kind] = SERVERLESS.exec(written?.cfnType ?? '') ?? [];
  if (own.isThere || !kind) return own.line;
  const shared = locate(source, ['Globals', kind, ...keys.slice(3)]);
  return shared.isThere ? shared.line : own.line;
}

/** Properties that a resource has from `Globals`; maps are merged, lists and texts are the resource's own. */
function withGlobals(own: ModelMap, shared: ModelMap): ModelMap {
  const merged = Object.entries(shared).map(([key, value]) => {
    const mine = own[key];
    const both = isPlainMap(mine) && isPlainMap(value) ? { ...mapOf(value), ...mapOf(mine) } : mine;
    return [key, both ?? value] as const;
  });
  return { ...own, ...Object.fromEntries(merged) };
}

const isPlainMap = (model: Model | undefined) =>
  Object.keys(mapOf(model)).length > 0 &&
  !Object.keys(mapOf(model)).some((key) => /^(Ref|Fn::.*)$/.test(key));

const SERVERLESS = /^AWS::Serverless::(\w+)$/;

function written(id: string, model: ModelMap, globals: ModelMap): Written {
  const cfnType = typeof model.Type === 'string' ? model.Type : '';
  const shared = mapOf(globals[SERVERLESS.exec(cfnType)?.[1] ?? '']);
  const { Condition } = model;
  return {
    id,
    cfnType,
    model,
    properties: withGlobals(mapOf(model.Properties), shared),
    ...(typeof Condition === 'string' && { condition: Condition }),
  };
}

/** The resources of a file, as they are written there. */
function writtenIn(
  source: Source,
  globals: ModelMap,
  read = modelReader(source.root, source.text),
) {
  const pairs = find(source.root, 'Resources')?.value;
  const entries = isMap(pairs) ? pairs.items : [];
  return entries.map((pair) => written(keyOf(pair), mapOf(read(pair.value)), globals));
}

/** Of a fragment: what it adds to a resource that is there is of that one's type. */
function addedTo(resources: ReadonlyMap<string, Written>, more: readonly Written[]) {
  const typed = ({ id, ...each }: Written) => ({
    ...each,
    id,
    cfnType: resources.get(id)!.cfnType,
  });
  return more.filter(({ id }) => resources.has(id)).map(typed);
}

/** A parsed template, for following its values; with a fragment that would be merged into it. */
export function templateOf(path: string, source: Source, fragment?: Source): Template {
  const read = modelReader(source.root, source.text);
  const section = (key: string) => mapOf(read(find(source.root, key)?.value));
  const globals = section('Globals');
  const own = writtenIn(source, globals, read);
  const ownById = new Map(own.map((each) => [each.id, each] as const));
  const more = fragment ? writtenIn(fragment, {}) : [];
  const resources = new Map([...more, ...own].map((each) => [each.id, each] as const));
  return {
    path,
    resources,
    additions: addedTo(ownById, more),
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    outputs: section('Outputs'),
    globals,
    placeOf: (keys) => ({
      path,
      get line() {
        return lineAt(source, resources.get(String(keys[1])), keys);
      },
    }),
  };
}
