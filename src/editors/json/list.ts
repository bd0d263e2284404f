import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { type Edit, indentAt, insertion, withEndOfLine } from '../../core/tree/text-edit.ts';
import { behindMark } from '../byte-order-mark.ts';
import { endOf, parseJson } from './nodes.ts';

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

/** A list of a file's settings, which may not be there yet. */
export interface SettingsList {
  /** The keys that lead to the object with the settings. */
  readonly within: readonly string[];
  readonly key: string;
  /** What a new list has to say, for it holds while the file says nothing. */
  readonly unsaid: readonly string[];
}

/** Adds a text to a list of settings, or the list with the text. */
export const addToSettings = (
  marked: string,
  { within, key, unsaid }: SettingsList,
  entry: string,
): Edit =>
  behindMark(marked, (text) => {
    const root = parseJson(text);
    const object = root && findNodeAtLocation(root, [...within]);
    const paste = `${JSON.stringify(key)}: [${[...unsaid, entry].map((each) => JSON.stringify(each)).join(', ')}]`;
    const last = object?.type === 'object' ? object.children!.at(-1) : undefined;
    if (!last) return { status: 'refused', reason: 'it is not a JSON object with settings', paste };
    const list = findNodeAtLocation(object!, [key]);
    if (unsaid.includes(entry)) return { status: 'present' };
    if (list?.type === 'array') return addToList(text, [...within, key], entry);
    const added = `,\n${indentAt(text, object!.children![0]!.offset)}${paste}`;
    return { status: 'edited', edits: [insertion(endOf(last), withEndOfLine(added, text))] };
  });
