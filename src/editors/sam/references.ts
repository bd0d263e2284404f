import { isMap, isScalar, isSeq, type Pair } from 'yaml';
import { itemsLeft } from './items.ts';
import { rangeOf } from './source.ts';

/** Entries that are to go. */
export type Gone = ReadonlySet<Pair>;

/** Sections whose entries others can refer to. */
const REFERRED = new Set(['Resources', 'Parameters', 'Conditions', 'Mappings']);

/** The name that others refer to an entry by. */
export const referredName = (keys: readonly string[]) =>
  keys.length === 2 && REFERRED.has(keys[0]!) ? keys[1] : undefined;

function wordsIn(node: unknown, gone: Gone, found: Map<string, number>): void {
  if (isMap(node))
    for (const pair of node.items) if (!gone.has(pair)) wordsIn(pair.value, gone, found);
  if (isSeq(node))
    for (const each of itemsLeft(node, (pair) => gone.has(pair))) wordsIn(each, gone, found);
  if (!isScalar(node)) return;
  const offset = rangeOf(node)?.[0] ?? 0;
  for (const word of String(node.value).match(/\w+/g) ?? [])
    if (!found.has(word)) found.set(word, offset);
}

/** Every word of the values that stay, with the offset of the first: whatever refers to an entry has its name in it. */
export function wordsThatStay(root: unknown, gone: Gone): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  wordsIn(root, gone, found);
  return found;
}
