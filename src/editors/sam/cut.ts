import { isMap, type Pair, type YAMLMap } from 'yaml';
import { lineStart, type TextEdit } from '../../core/tree/text-edit.ts';
import { keyOf, type Model, modelOf } from './model.ts';
import { commentedStart, contentEnd, rangeOf, type Source, startOf } from './source.ts';

/** Entries that are to go. */
export type Gone = ReadonlySet<Pair>;

/** From the comments above an entry to its last line. */
export const extentOf = (source: Source, pair: Pair) =>
  [commentedStart(source, pair), contentEnd(source, pair)] as const;

/** In braces an entry is its own characters: what is beside them on the line is another's. */
export const rangeIn = (source: Source, map: YAMLMap, pair: Pair) =>
  map.flow
    ? ([startOf(pair), (rangeOf(pair.value) ?? rangeOf(pair.key))![1]] as const)
    : extentOf(source, pair);

/** Whether a mapping has had entries, and has none left. */
export const isEmptied = (node: unknown, gone: Gone): node is YAMLMap =>
  isMap(node) && node.items.length > 0 && node.items.every((each) => gone.has(each));

/** Takes an entry out, with the white space, or the comma, between it and what stays. */
function withoutOne(source: Source, map: YAMLMap, i: number, isFirst: boolean): TextEdit {
  const { text } = source;
  const [start, end] = rangeIn(source, map, map.items[i]!);
  if (map.flow && isFirst) return { start, end: startOf(map.items[i + 1]!), text: '' };
  if (map.flow) return { start: rangeIn(source, map, map.items[i - 1]!)[1], end, text: '' };
  if (!isFirst) return { start: text.slice(0, start).trimEnd().length, end, text: '' };
  return { start, end: lineStart(text, end + text.slice(end).search(/\S/)), text: '' };
}

function emptied(source: Source, pair: Pair): TextEdit {
  const [start, end] = rangeOf(pair.value)!;
  if ((pair.value as YAMLMap).flow) return { start, end, text: '{}' };
  return { start: rangeOf(pair.key)![1], end: contentEnd(source, pair), text: ': {}' };
}

/** Takes them out of a mapping, and of all within it. */
export function editsIn(source: Source, map: YAMLMap, gone: Gone): readonly TextEdit[] {
  const firstLeft = map.items.findIndex((pair) => !gone.has(pair));
  return map.items.flatMap((pair, i) => {
    if (gone.has(pair)) return [withoutOne(source, map, i, i < firstLeft)];
    if (isEmptied(pair.value, gone)) return [emptied(source, pair)];
    return isMap(pair.value) ? editsIn(source, pair.value, gone) : [];
  });
}

const isTouched = (map: YAMLMap, gone: Gone): boolean =>
  map.items.some((pair) => gone.has(pair) || (isMap(pair.value) && isTouched(pair.value, gone)));

/** What a node is to mean without them. */
export function modelWithout(node: unknown, gone: Gone): Model {
  if (!isMap(node) || !isTouched(node, gone)) return modelOf(node);
  const left = node.items.filter((pair) => !gone.has(pair));
  return Object.fromEntries(left.map((pair) => [keyOf(pair), modelWithout(pair.value, gone)]));
}
