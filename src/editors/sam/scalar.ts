import { isMap, isScalar } from 'yaml';
import type { TextEdit } from '../../core/tree/text-edit.ts';
import { lineOf } from '../../core/tree/text-edit.ts';
import { hasAnchor } from '../refusals.ts';
import { usedAnchor } from './anchors.ts';
import { find, rangeOf, readSource, startOf } from './source.ts';

/** A property of a resource that is to have another plain value. */
export interface ScalarOp {
  readonly id: string;
  readonly property: string;
  readonly value: string | number | boolean;
}

/** A value that is no plain one. */
interface NotPlain {
  readonly reason: string;
  /** 1-based. */
  readonly line: number;
}

/** Changes a plain value that is written out; undefined where the property is not there. Comments stay. */
export function editSamScalar(
  text: string,
  { id, property, value }: ScalarOp,
): TextEdit | NotPlain | undefined {
  const source = readSource(text);
  if ('reason' in source) return undefined;
  const properties = source.root.getIn(['Resources', id, 'Properties'], true);
  const pair = isMap(properties) ? find(properties, property) : undefined;
  if (!pair) return undefined;
  const isPlain = isScalar(pair.value) && !pair.value.tag?.startsWith('!');
  const [start, end] = rangeOf(pair.value) ?? [];
  if (!isPlain || start === undefined || end === undefined)
    return { reason: `its ${property} is no plain value`, line: lineOf(text, startOf(pair)) };
  const around = ['Resources', id, 'Properties'].map((_, n, keys) => keys.slice(0, n + 1));
  const anchor = [...around.map((keys) => source.root.getIn(keys, true)), pair.value]
    .map((node) => usedAnchor(source.root, node))
    .find(Boolean);
  const another = `another ${property}`;
  if (anchor) return { reason: hasAnchor(another, anchor), line: lineOf(text, startOf(pair)) };
  return { start, end, text: JSON.stringify(value) };
}
