import { visit, type YAMLMap } from 'yaml';
import { type Model, type ModelMap, mapOf, modelOf } from '../../../editors/sam/model.ts';

type Anchors = ReadonlyMap<string, Model>;

function anchorsIn(root: YAMLMap): Anchors {
  const anchors = new Map<string, Model>();
  visit(root, {
    Value(_, node) {
      if (node.anchor) anchors.set(node.anchor, modelOf(node));
    },
  });
  return anchors;
}

const aliasOf = (model: Model) => {
  const { '*': name, ...others } = mapOf(model);
  return typeof name === 'string' && Object.keys(others).length === 0 ? name : undefined;
};

function followed(model: Model, anchors: Anchors): Model {
  const alias = aliasOf(model);
  if (alias !== undefined) return followed(anchors.get(alias) ?? null, anchors);
  if (Array.isArray(model)) return model.map((each: Model) => followed(each, anchors));
  if (typeof model !== 'object' || model === null) return model;
  const entries = Object.entries(model).map(
    ([key, value]) => [key, followed(value as Model, anchors)] as const,
  );
  const merged = entries.flatMap(([key, value]) => (key === '<<' ? [mapOf(value)] : []));
  const own: ModelMap = Object.fromEntries(entries.filter(([key]) => key !== '<<'));
  return Object.assign({}, ...merged, own);
}

/** What makes values of a template's nodes, with aliases and merge keys followed. */
export function modelReader(root: YAMLMap, text: string): (node: unknown) => Model {
  if (!/&\w/.test(text)) return modelOf;
  const anchors = anchorsIn(root);
  return (node) => followed(modelOf(node), anchors);
}
