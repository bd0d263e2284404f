import { isMap, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Insertion, Span } from '../../core/record.ts';
import { editedPart, type TextEdit } from '../../core/tree/text-edit.ts';
import { jsonHash, yamlHash } from '../tokens/hash.ts';
import { itemHash, itemsOf } from './items.ts';
import { keyOf } from './model.ts';
import { isItemKey, itemKey } from './sections.ts';
import { endsOf, isTwice, rangeOf, type Source, startOf, startsOf } from './source.ts';

/** An entry of a template. */
export interface Entry {
  readonly map: YAMLMap | YAMLSeq;
  readonly pair: Pair;
}

/** The item of a list that a key of its own leads to. */
function itemIn(source: Pick<Source, 'text'>, seq: YAMLSeq, [key, ...rest]: readonly string[]) {
  if (key === undefined || !isItemKey(key) || rest.length > 0) return undefined;
  const pair = itemsOf(source, seq).find((each) => itemKey(itemHash(source, seq, each)) === key);
  return pair && { map: seq, pair };
}

/** Finds the entry that keys lead to; `twice` when one of them is there more than once. */
export function locateEntry(
  source: Pick<Source, 'root' | 'text'>,
  keys: readonly string[],
): Entry | 'twice' | undefined {
  let map = source.root;
  for (const [n, key] of keys.entries()) {
    const pair = map.items.findLast((each) => keyOf(each) === key);
    if (!pair) return undefined;
    if (isTwice(map, key)) return 'twice';
    if (n === keys.length - 1) return { map, pair };
    if (isSeq(pair.value)) return itemIn(source, pair.value, keys.slice(n + 1));
    if (!isMap(pair.value)) return undefined;
    map = pair.value;
  }
  return undefined;
}

/** The lines of an entry of a block: from its comments to its last line. */
const linesOf = (source: Source, pair: Pair): Span => ({
  start: startsOf(source, pair).at(-1)!,
  end: endsOf(source, pair).at(-1)!,
});

/** In braces an entry is its own characters. */
export const charactersOf = (pair: Pair): Span => ({
  start: startOf(pair),
  end: (rangeOf(pair.value) ?? rangeOf(pair.key))![1],
});

export const extentOf = (source: Source, { map, pair }: Entry): Span =>
  map.flow ? charactersOf(pair) : linesOf(source, pair);

/** Of an entry in braces: a hash of what its text says. */
export function entryHash(key: string, value: string): string {
  try {
    return jsonHash([key, JSON.parse(value)]);
  } catch {
    return jsonHash([key, value]);
  }
}

/**
 * Where an entry is as it was inserted, with as many of the comments around it as came with it; undefined when it was
 * edited. Holes put back what was there before others inserted into it.
 */
export function asInserted(
  source: Source,
  { map, pair }: Entry,
  { hash }: Insertion,
  holes: readonly TextEdit[],
): Span | undefined {
  const { text } = source;
  if (map.flow) {
    const span = charactersOf(pair);
    const valueStart = rangeOf(pair.value)?.[0] ?? span.end;
    const value = editedPart(text, valueStart, span.end, holes);
    return entryHash(keyOf(pair), value) === hash ? span : undefined;
  }
  for (const end of endsOf(source, pair))
    for (const start of startsOf(source, pair))
      if (yamlHash(editedPart(text, start, end, holes)) === hash) return { start, end };
  return undefined;
}
