import { isAlias, isMap, isSeq, type Pair, visit, type YAMLMap } from 'yaml';
import { keyOf, type Model, modelOf } from './model.ts';

type Anchored = { readonly anchor?: string } | null;

/** The anchors that an alias uses. */
function usedIn(root: YAMLMap): ReadonlySet<string> {
  const used = new Set<string>();
  visit(root, {
    Alias(_, { source }) {
      used.add(source);
    },
  });
  return used;
}

/** Nodes that have an anchor which is used: what is inserted there would come into every alias too. */
function anchoredIn(root: YAMLMap): ReadonlyMap<string, unknown> {
  const used = usedIn(root);
  const nodes = new Map<string, unknown>();
  if (used.size === 0) return nodes;
  visit(root, {
    Value(_, node) {
      if (node.anchor && used.has(node.anchor)) nodes.set(node.anchor, node);
    },
  });
  return nodes;
}

/** The content of each anchor that is used. */
export const anchorsOf = (root: YAMLMap): Model => [...anchoredIn(root).values()].map(modelOf);

/** The anchor of a value, where an alias uses it. */
export function usedAnchor(root: YAMLMap, value: unknown): string | undefined {
  const { anchor } = (value ?? {}) as Exclude<Anchored, null>;
  return anchor && usedIn(root).has(anchor) ? anchor : undefined;
}

/** A key that a mapping has from another one, and the merge key that brings it. */
export interface MergedEntry {
  readonly key: string;
  readonly by: Pair;
}

/** What the merge keys of a mapping bring. */
export function mergedEntries(root: YAMLMap, map: YAMLMap): readonly MergedEntry[] {
  const merging = map.items.filter((pair) => keyOf(pair) === '<<');
  if (merging.length === 0) return [];
  const anchored = anchoredIn(root);
  return merging.flatMap((by) => {
    const values: readonly unknown[] = isSeq(by.value) ? by.value.items : [by.value];
    const maps = values.map((each) => (isAlias(each) ? anchored.get(each.source) : each));
    return maps.flatMap((each) =>
      isMap(each) ? each.items.map((pair) => ({ key: keyOf(pair), by })) : [],
    );
  });
}
