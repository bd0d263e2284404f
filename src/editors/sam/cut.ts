import { isMap, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Span } from '../../core/record.ts';
import { lineStart, type TextEdit } from '../../core/tree/text-edit.ts';
import { fromList, linesToCut } from '../cutting.ts';
import { charactersOf } from './entries.ts';
import { itemsLeft, itemsOf } from './items.ts';
import { keyOf, type Model, modelOf } from './model.ts';
import { rangeOf, type Source } from './source.ts';

/** An entry that goes: its characters, and what separated it from those before it. */
export interface Going {
  readonly extent: Span;
  readonly before: string | undefined;
}

/** All that goes, and what mappings become that have nothing left. */
export interface Plan {
  readonly going: ReadonlyMap<Pair, Going>;
  /** By the entry whose value the mapping is. */
  readonly emptied: ReadonlyMap<Pair, string>;
}

/** Whether a mapping has had entries, and has none left. */
export const isEmptied = (node: unknown, gone: ReadonlyMap<Pair, unknown>): node is YAMLMap =>
  isMap(node) && node.items.length > 0 && node.items.every((each) => gone.has(each));

function fromBlock({ text }: Source, { extent: { start, end }, before }: Going, isFirst: boolean) {
  if (!isFirst) return linesToCut(text, start, end, before);
  // The blank lines in front of the next one were between the two
  return { start, end: lineStart(text, end + text.slice(end).search(/\S/)), text: '' };
}

/** A mapping that has nothing left is as it was before it had anything. */
function emptied({ text }: Source, pair: Pair, was: string): TextEdit {
  const value = pair.value as YAMLMap;
  const [start, end] = rangeOf(value)!;
  if (value.flow) return { start, end, text: was.trim() || '{}' };
  const colon = text.indexOf(':', rangeOf(pair.key)![1]) + 1;
  return { start: colon, end: colon, text: was };
}

/** The edits that take entries out of a mapping or a list, and of all in it. */
export function editsIn(source: Source, node: unknown, plan: Plan): readonly TextEdit[] {
  const { going } = plan;
  if (!isMap(node) && !isSeq(node)) return [];
  const items = isSeq(node) ? itemsOf(source, node) : (node.items as readonly Pair[]);
  const firstLeft = items.findIndex((pair) => !going.has(pair));
  const within = items.flatMap((pair, i): readonly TextEdit[] => {
    const own = going.get(pair);
    if (own) return node.flow ? [] : [fromBlock(source, own, i < firstLeft)];
    if (!isMap(pair.value)) return isSeq(node) ? [] : editsIn(source, pair.value, plan);
    const was = plan.emptied.get(pair);
    if (was === undefined) return editsIn(source, pair.value, plan);
    const lines = pair.value.flow ? [] : editsIn(source, pair.value, plan);
    return [emptied(source, pair, was), ...lines];
  });
  if (!node.flow || !items.some((pair) => going.has(pair))) return within;
  return [...fromList(items.map(charactersOf), (n) => going.has(items[n]!)), ...within];
}

/** What a node is to mean then. */
export function modelWithout(node: unknown, plan: Plan): Model {
  if (isSeq(node) && !node.tag?.startsWith('!'))
    return itemsLeft(node, (pair) => plan.going.has(pair)).map(modelOf);
  if (!isMap(node)) return modelOf(node);
  const isTouchedIn = ({ value }: Pair): boolean =>
    isSeq(value)
      ? itemsLeft(value, (item) => plan.going.has(item)).length < value.items.length
      : isMap(value) && isTouched(value);
  const isTouched = (map: YAMLMap): boolean =>
    map.items.some((pair) => plan.going.has(pair) || isTouchedIn(pair));
  if (!isTouched(node)) return modelOf(node);
  const left = node.items.filter((pair) => !plan.going.has(pair));
  const entries = left.map((pair) => {
    const was = plan.emptied.get(pair);
    const value =
      was === undefined ? modelWithout(pair.value, plan) : was.trim() === '' ? null : {};
    return [keyOf(pair), value] as const;
  });
  return Object.fromEntries(entries);
}
