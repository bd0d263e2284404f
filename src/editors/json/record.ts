import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { Insertion, Span } from '../../core/record.ts';
import { jsonHash } from '../tokens/hash.ts';
import { endOf, keyOf, parseJson } from './nodes.ts';

/** Marks the elements of a list, in front of their text. */
export const LIST = '[]';

const inside = (spans: readonly Span[], { offset }: Node) =>
  spans.some(({ start, end }) => start <= offset && offset < end);

/** The last key that leads to an element of a list. */
export const elementOf = (node: Node) => JSON.stringify(getNodeValue(node));

function insertedInto(
  node: Node,
  spans: readonly Span[],
  at: readonly string[],
): readonly Insertion[] {
  if (node.type === 'array') {
    const own = node.children!.filter((each) => inside(spans, each));
    return own.map((each) => ({
      at: [...at, LIST, elementOf(each)],
      hash: jsonHash(getNodeValue(each)),
    }));
  }
  return (node.type === 'object' ? node.children! : []).flatMap((property) => {
    const value = property.children![1];
    if (!value) return [];
    const own = [...at, keyOf(property)];
    if (!inside(spans, property)) return insertedInto(value, spans, own);
    const isSection = value.type === 'object' || value.type === 'array';
    if (!isSection) return [{ at: own, hash: jsonHash(getNodeValue(value)) }];
    return [{ at: own }, ...insertedInto(value, spans, own)];
  });
}

/** What an object was that had no entries; nothing where it had some. */
function wasEmpty(text: string, root: Node | undefined, keys: readonly string[]): Insertion[] {
  const node = root && findNodeAtLocation(root, [...keys]);
  if (node?.type !== 'object' || node.children!.length > 0) return [];
  return [{ at: keys, was: text.slice(node.offset, endOf(node)) }];
}

/** Records what came into a package.json or a tsconfig.json; texts are without a byte order mark. */
export function recordJson(
  after: string,
  spans: readonly Span[],
  before: string,
): readonly Insertion[] {
  const all = insertedInto(parseJson(after)!, spans, []);
  const parents = new Map(all.map(({ at }) => [at.slice(0, -1).join('\n'), at.slice(0, -1)]));
  const old = parseJson(before);
  return [...all, ...[...parents.values()].flatMap((keys) => wasEmpty(before, old, keys))];
}
