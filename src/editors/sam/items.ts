import { Pair, Scalar, type YAMLSeq } from 'yaml';
import { lineEnd, lineStart } from '../../core/tree/text-edit.ts';
import { jsonHash, yamlHash } from '../tokens/hash.ts';
import { rangeOf, type Source, startOf, valueEnd } from './source.ts';

/** Every item as an entry whose key is its dash; kept by list, for entries are known by identity. */
const KNOWN = new WeakMap<YAMLSeq, readonly Pair[]>();

function itemAt(text: string, seq: YAMLSeq, item: unknown): Pair {
  const start = rangeOf(item)![0];
  const first = rangeOf(seq)![0];
  const dash = `\n${' '.repeat(first - lineStart(text, first))}-`;
  const key = new Scalar('-');
  // What an item contains is right of its dash
  const offset = seq.flow ? start : text.lastIndexOf(dash, start) + dash.length - 1;
  key.range = [offset, offset + 1, offset + 1];
  return new Pair(key, item);
}

export function itemsOf({ text }: Pick<Source, 'text'>, seq: YAMLSeq): readonly Pair[] {
  const items = KNOWN.get(seq) ?? seq.items.map((item) => itemAt(text, seq, item));
  KNOWN.set(seq, items);
  return items;
}

/** The items of a list that stay. */
export function itemsLeft(seq: YAMLSeq, isGone: (pair: Pair) => boolean): readonly unknown[] {
  const items = KNOWN.get(seq);
  return items ? items.filter((each) => !isGone(each)).map(({ value }) => value) : seq.items;
}

/** A hash of an item's tokens, without the comments around it. */
export function itemHash({ text }: Pick<Source, 'text'>, seq: YAMLSeq, pair: Pair): string {
  const [start, end] = rangeOf(pair.value)!;
  if (seq.flow) return jsonItemHash(text.slice(start, end));
  const last = lineEnd(text, Math.max(startOf(pair), valueEnd(text, pair)));
  return yamlHash(text.slice(lineStart(text, startOf(pair)), last));
}

/** Of an item in brackets. */
export const jsonItemHash = (value: string) => jsonHash(['-', JSON.parse(value)]);
