import { isMap, isScalar } from 'yaml';
import type { Edit } from '../../core/tree/text-edit.ts';
import { find, lineOf, rangeOf, readSource, startOf } from './source.ts';

/** A property of a resource that is to have another plain value. */
export interface ScalarOp {
  readonly id: string;
  readonly property: string;
  readonly value: string | number | boolean;
}

/** Changes a plain value that is written out; undefined where the property is not there. Comments stay. */
export function editSamScalar(text: string, { id, property, value }: ScalarOp): Edit | undefined {
  const source = readSource(text);
  const paste = `${property}: ${value}`;
  if ('reason' in source) return { status: 'refused', reason: source.reason, at: {}, paste };
  const properties = source.root.getIn(['Resources', id, 'Properties'], true);
  const pair = isMap(properties) ? find(properties, property) : undefined;
  if (!pair) return undefined;
  const at = { line: lineOf(text, startOf(pair)) };
  const isPlain = isScalar(pair.value) && !pair.value.tag?.startsWith('!');
  const [start, end] = rangeOf(pair.value) ?? [];
  if (!isPlain || start === undefined || end === undefined)
    return { status: 'refused', reason: `its ${property} is no plain value`, at, paste };
  return { status: 'edited', edits: [{ start, end, text: JSON.stringify(value) }] };
}
