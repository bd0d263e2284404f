import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { applyEdits } from '../../core/tree/text-edit.ts';
import { withoutMark } from '../byte-order-mark.ts';
import { editsIn, type Gone, isEmptied, modelWithout, rangeIn } from './cut.ts';
import { isSame, keyOf, modelOf } from './model.ts';
import { lineOf, readSource, type Source, startOf, type Unreadable } from './source.ts';

/** An entry of a template, by the keys that lead to it; offsets are of the text without its byte order mark. */
export interface Entry {
  readonly pair: Pair;
  readonly keys: readonly string[];
  /** From the comments above it to its last line. */
  readonly range: readonly [start: number, end: number];
}

/** What becomes of an entry; those within one that is looked into are judged each by itself. */
type Verdict = 'goes' | 'changed' | 'look inside' | 'other';
export type Judge = (entry: Entry, host: Source) => Verdict;

/** An entry that was to go. */
export interface KeptEntry extends Entry {
  readonly line: number;
  readonly why: 'changed' | 'used';
}

export interface SamRemoval {
  readonly text: string;
  readonly kept: readonly KeptEntry[];
}

interface Judged {
  readonly going: readonly Entry[];
  readonly changed: readonly Entry[];
}

const NONE: Judged = { going: [], changed: [] };

/** The entries that go, and those that would if nobody had changed them; no section goes as a whole. */
function judged(host: Source, judge: Judge, map: YAMLMap, above: readonly string[]): Judged {
  const found = map.items.map((pair): Judged => {
    const entry = { pair, keys: [...above, keyOf(pair)], range: rangeIn(host, map, pair) };
    const verdict = above.length === 0 ? 'look inside' : judge(entry, host);
    if (verdict === 'goes') return { going: [entry], changed: [] };
    if (verdict === 'changed') return { going: [], changed: [entry] };
    const isOpen = verdict === 'look inside' && isMap(pair.value);
    return isOpen ? judged(host, judge, pair.value as YAMLMap, entry.keys) : NONE;
  });
  return {
    going: found.flatMap(({ going }) => going),
    changed: found.flatMap(({ changed }) => changed),
  };
}

/** Every word of the values that stay: whatever refers to an entry has its name among them. */
function wordsIn(node: unknown, gone: Gone): readonly string[] {
  if (isMap(node))
    return node.items.flatMap((pair) => (gone.has(pair) ? [] : wordsIn(pair.value, gone)));
  if (isSeq(node)) return node.items.flatMap((each) => wordsIn(each, gone));
  return isScalar(node) ? (String(node.value).match(/\w+/g) ?? []) : [];
}

const pairsOf = (entries: readonly Entry[]): Gone => new Set(entries.map(({ pair }) => pair));

/** Those that nothing which stays refers to. */
function unused(root: YAMLMap, going: readonly Entry[]): readonly Entry[] {
  const words = new Set(wordsIn(root, pairsOf(going)));
  const free = going.filter(({ keys }) => keys.length !== 2 || !words.has(keys[1]!));
  return free.length === going.length ? going : unused(root, free);
}

/** What goes, with every mapping that has nothing left; a template has its `Resources`, were they none. */
function withEmptied(map: YAMLMap, gone: Gone): Gone {
  const within = map.items.flatMap(({ value }) =>
    isMap(value) ? [...withEmptied(value, gone)] : [],
  );
  const all = new Set([...gone, ...within]);
  const emptied = map.items.filter(
    (pair) => keyOf(pair) !== 'Resources' && isEmptied(pair.value, all),
  );
  return new Set([...all, ...emptied]);
}

const UNSAFE: Unreadable = { reason: 'what would be left of it is not what it is now' };

/**
 * Takes the entries out of a template that are to go. What was changed stays, and so does what something that stays
 * refers to. What is left means what the template meant, less those entries; else nothing is taken out.
 */
export function takeOut(marked: string, judge: Judge): SamRemoval | Unreadable {
  const text = withoutMark(marked);
  const source = readSource(text);
  if ('reason' in source) return source;
  const { root } = source;
  const { going, changed } = judged(source, judge, root, []);
  const free = unused(root, going);
  const gone = withEmptied(root, pairsOf(free));
  const left = applyEdits(text, editsIn(source, root, gone));
  const after = readSource(left);
  if ('reason' in after || !isSame(modelOf(after.root), modelWithout(root, gone))) return UNSAFE;
  const used = going.filter((each) => !free.includes(each));
  const kept = (why: KeptEntry['why']) => (entry: Entry) =>
    ({ ...entry, why, line: lineOf(text, startOf(entry.pair)) }) as const;
  return {
    text: marked.slice(0, marked.length - text.length) + left,
    kept: [...changed.map(kept('changed')), ...used.map(kept('used'))],
  };
}
