import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { type Edit, indentAt, insertion, withEndOfLine } from '../../core/tree/text-edit.ts';
import { behindMark } from '../byte-order-mark.ts';
import { parseJson } from './record.ts';

export const endOf = (node: Node) => node.offset + node.length;

/** An entry behind the last of a list, as that is written. */
export function append(text: string, list: Node, shown: string) {
  const last = list.children!.at(-1);
  if (!last) return insertion(list.offset + 1, shown);
  const isOnLines = text.slice(list.offset, last.offset).includes('\n');
  const lead = isOnLines ? `\n${indentAt(text, last.offset)}` : ' ';
  return insertion(endOf(last), withEndOfLine(`,${lead}${shown}`, text));
}

/** Adds a text to a list of a JSON file; `at` are the keys that lead to the list. */
export const addToList = (marked: string, at: readonly string[], entry: string): Edit =>
  behindMark(marked, (text) => {
    const root = parseJson(text);
    const list = root && findNodeAtLocation(root, [...at]);
    const shown = JSON.stringify(entry);
    if (list?.type !== 'array')
      return { status: 'refused', reason: `${at.join('.')} is not a list`, paste: shown };
    if (list.children!.some(({ value }) => value === entry)) return { status: 'present' };
    return { status: 'edited', edits: [append(text, list, shown)] };
  });
