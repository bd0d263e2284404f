import { isMap, isSeq, type Pair, type YAMLMap } from 'yaml';
import { bug } from '../../core/errors.ts';
import type { Insertion, Span } from '../../core/record.ts';
import { entryHash } from './entries.ts';
import { itemsOf, jsonItemHash } from './items.ts';
import { isJson } from './json.ts';
import { keyOf } from './model.ts';
import { recordLines } from './record-lines.ts';
import { isSection, itemKey } from './sections.ts';
import {
  contentEnd,
  emptyBraces,
  find,
  rangeOf,
  readSource,
  type Source,
  startOf,
} from './source.ts';

function read(text: string): Source {
  const source = readSource(text);
  if ('reason' in source) throw bug(`An edited template cannot be read: ${source.reason}`);
  return source;
}

/** The entry that keys lead to. */
function pairAt(root: YAMLMap, [key, ...rest]: readonly string[]): Pair | undefined {
  const pair = find(root, key!);
  if (rest.length === 0 || !pair) return pair;
  return isMap(pair.value) ? pairAt(pair.value, rest) : undefined;
}

/** The keys of the innermost mapping whose lines are around an offset, of those that begin left of a column. */
function parentsAt(source: Source, offset: number, indent: number): readonly string[] {
  const within = (map: YAMLMap): readonly string[] => {
    const around = map.items.find(
      (pair) => startOf(pair) < offset && offset <= contentEnd(source, pair) && isLeft(pair),
    );
    if (!around) return [];
    return [keyOf(around), ...(isMap(around.value) ? within(around.value) : [])];
  };
  // A list may begin in the column of its key
  const column = source.text.startsWith('- ', offset) ? indent + 1 : indent;
  const isLeft = (pair: Pair) =>
    startOf(pair) - (source.text.lastIndexOf('\n', startOf(pair) - 1) + 1) < column;
  return within(source.root);
}

/** What a mapping was that had no entries, with the blanks in front of it; nothing where it had some. */
function wasEmpty(before: Source, keys: readonly string[]): Insertion[] {
  const pair = keys.length > 0 ? pairAt(before.root, keys) : undefined;
  if (!pair || isSeq(pair.value) || (isMap(pair.value) && pair.value.items.length > 0)) return [];
  const range = isMap(pair.value) ? (emptyBraces(before, pair) ?? rangeOf(pair.value)!) : undefined;
  return [{ at: keys, was: range ? before.text.slice(range[0], range[1]) : '' }];
}

/** The pairs of a template in JSON that spans hold. */
function recordPairs(source: Source, spans: readonly Span[]): readonly Insertion[] {
  const isNew = (pair: Pair) =>
    spans.some(({ start, end }) => start <= startOf(pair) && startOf(pair) < end);
  const newItems = (value: unknown, at: readonly string[]) =>
    (isSeq(value) ? itemsOf(source, value) : []).filter(isNew).map((item) => {
      const [start, end] = rangeOf(item.value)!;
      const hash = jsonItemHash(source.text.slice(start, end));
      return { at: [...at, itemKey(hash)], hash };
    });
  const within = (map: YAMLMap, above: readonly string[]): readonly Insertion[] =>
    map.items.flatMap((pair) => {
      const at = [...above, keyOf(pair)];
      const inner = () => (isMap(pair.value) ? within(pair.value, at) : newItems(pair.value, at));
      if (!isNew(pair)) return inner();
      if (isSection(at) && isMap(pair.value)) return [{ at }, ...inner()];
      const [start, end] = rangeOf(pair.value)!;
      return [{ at, hash: entryHash(keyOf(pair), source.text.slice(start, end)) }];
    });
  return within(source.root, []);
}

const parentsOf = ({ at }: Insertion) => at.slice(0, -1);

/** Records what came into a template, in YAML or JSON; texts are without a byte order mark. */
export function recordTemplate(
  after: string,
  spans: readonly Span[],
  before: string,
): readonly Insertion[] {
  const old = read(before);
  const now = read(after);
  const all = isJson(after)
    ? recordPairs(now, spans)
    : recordLines(after, spans, (offset, indent) => parentsAt(now, offset, indent));
  const parents = new Map(all.map((each) => [parentsOf(each).join('\n'), parentsOf(each)]));
  return [...all, ...[...parents.values()].flatMap((keys) => wasEmpty(old, keys))];
}
