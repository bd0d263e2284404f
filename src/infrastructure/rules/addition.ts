import type { Edge, Infrastructure, Node } from '../graph.ts';
import type { Addition } from './rule.ts';

/** Two nodes are the same resource when file, type and id are; lines move. */
const nodeKey = ({ id, type, place }: Node) => `${place.path} ${type} ${id}`;

function edgeKey(edge: Edge): string {
  if (edge.kind === 'grants')
    return JSON.stringify(['grants', nodeKey(edge.to), edge.on && nodeKey(edge.on), edge.actions]);
  const ends = [nodeKey(edge.from), nodeKey(edge.to)];
  if (edge.kind === 'invokes') return JSON.stringify([edge.how, ...ends, edge.properties]);
  return JSON.stringify([edge.through, ...ends, edge.conditions]);
}

/** All of one key, in their order: a key may come more than once. */
function byKey<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const each of all) found.set(key(each), [...(found.get(key(each)) ?? []), each]);
  return found;
}

/** What a resource is now, where it was before. */
const atPlaceOf = (node: Node, { place, placeOf }: Node): Node => ({
  ...node,
  place,
  ...(placeOf && { placeOf }),
});

const relinked = (edge: Edge, nodeOf: (node: Node) => Node): Edge => {
  if (edge.kind !== 'grants') return { ...edge, from: nodeOf(edge.from), to: nodeOf(edge.to) };
  return { ...edge, to: nodeOf(edge.to), ...(edge.on && { on: nodeOf(edge.on) }) };
};

/** What `read` has that `before` lacks, and both as one graph: what is old has the place that it has before. */
export function additionOf(
  before: Infrastructure,
  read: Infrastructure,
): { readonly addition: Addition; readonly after: Infrastructure } {
  const oldNodes = byKey(before.nodes, nodeKey);
  const nodes = new Map(
    read.nodes.map((node) => {
      const old = oldNodes.get(nodeKey(node))?.shift();
      return [node, { isNew: !old, node: old ? atPlaceOf(node, old) : node }] as const;
    }),
  );
  const nodeOf = (node: Node) => nodes.get(node)?.node ?? node;
  const oldEdges = byKey(before.edges, edgeKey);
  const edges = read.edges.map((edge) => {
    const old = oldEdges.get(edgeKey(edge))?.shift();
    const linked = relinked(edge, nodeOf);
    return { isNew: !old, edge: old ? { ...linked, place: old.place } : linked };
  });
  const addedNodes = [...nodes.values()].filter(({ isNew }) => isNew);
  return {
    addition: {
      nodes: addedNodes.map(({ node }) => node),
      edges: edges.filter(({ isNew }) => isNew).map(({ edge }) => edge),
    },
    after: {
      ...read,
      nodes: [...nodes.values()].map(({ node }) => node),
      edges: edges.map(({ edge }) => edge),
    },
  };
}
