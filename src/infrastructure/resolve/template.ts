import { isMap, isScalar, isSeq, visit, type YAMLMap } from 'yaml';
import { type Model, type ModelMap, mapOf, modelOf } from '../../editors/sam/model.ts';
import { readSource, type Unreadable } from '../../editors/sam/source.ts';

/** A SAM or CloudFormation template as plain data: intrinsic functions in their long form, aliases followed. */
export interface Template {
  readonly parameters: ModelMap;
  readonly mappings: ModelMap;
  readonly conditions: ModelMap;
  readonly globals: ModelMap;
  readonly resources: ModelMap;
  readonly outputs: ModelMap;
}

const isCollection = (node: unknown) => isMap(node) || isSeq(node) || isScalar(node);

function anchorsOf(root: YAMLMap): ReadonlyMap<string, Model> {
  const found = new Map<string, Model>();
  visit(root, {
    Node(_, node) {
      const { anchor } = node as { anchor?: string };
      if (anchor && isCollection(node)) found.set(anchor, modelOf(node));
    },
  });
  return found;
}

type Anchors = ReadonlyMap<string, Model>;

/** The node of an alias: the model writes one as `{ '*': name }`. */
function aliased(map: ModelMap, anchors: Anchors): Model | undefined {
  const keys = Object.keys(map);
  return keys.length === 1 && keys[0] === '*' ? anchors.get(String(map['*'])) : undefined;
}

/** The entries that `<<` merges into a map; those of the map itself win. */
const merged = (map: ModelMap, anchors: Anchors): ModelMap =>
  Object.assign({}, ...[map['<<'] ?? []].flat().map((each) => mapOf(follow(each, anchors))));

function followMap(map: ModelMap, anchors: Anchors): Model {
  const alias = aliased(map, anchors);
  if (alias !== undefined) return follow(alias, anchors);
  const own = Object.entries(map).filter(([key]) => key !== '<<');
  const followed = own.map(([key, value]) => [key, follow(value, anchors)] as const);
  return { ...merged(map, anchors), ...Object.fromEntries(followed) };
}

function follow(model: Model, anchors: Anchors): Model {
  if (Array.isArray(model)) return model.map((each) => follow(each, anchors));
  if (typeof model !== 'object' || model === null) return model;
  return followMap(model as ModelMap, anchors);
}

const sectionsOf = (root: ModelMap): Template => ({
  parameters: mapOf(root.Parameters),
  mappings: mapOf(root.Mappings),
  conditions: mapOf(root.Conditions),
  globals: mapOf(root.Globals),
  resources: mapOf(root.Resources),
  outputs: mapOf(root.Outputs),
});

function parsedJson(text: string): Model | undefined {
  try {
    return JSON.parse(text) as Model;
  } catch {
    return undefined;
  }
}

/** Parses a template, YAML or JSON; gives the reason where it is none. */
export function parseTemplate(marked: string): Template | Unreadable {
  const text = marked.replace(/^\uFEFF/, '');
  // A synthesised template is large, and JSON.parse is much faster than the YAML parser
  const json = text.trimStart().startsWith('{') ? parsedJson(text) : undefined;
  if (json !== undefined) return sectionsOf(mapOf(json));
  const source = readSource(text);
  if ('reason' in source) return source;
  return sectionsOf(mapOf(follow(modelOf(source.root), anchorsOf(source.root))));
}
