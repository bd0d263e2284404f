import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type Edit, indentAt, insertion, withEndOfLine } from '../core/text-edit.ts';
import { behindMark } from './byte-order-mark.ts';

const endOf = (node: Node) => node.offset + node.length;

const valuesOf = (node: Node | undefined): readonly unknown[] =>
  node?.type === 'array' ? node.children!.map(({ value }) => value) : [];

/** What TypeScript leaves out while a file does not say it. */
const DEFAULTS = ['node_modules'];

/** An entry behind the last of a list, as that is written. */
function append(text: string, list: Node, shown: string) {
  const last = list.children!.at(-1);
  if (!last) return insertion(list.offset + 1, shown);
  const isOnLines = text.slice(list.offset, last.offset).includes('\n');
  const lead = isOnLines ? `\n${indentAt(text, last.offset)}` : ' ';
  return insertion(endOf(last), `,${lead}${shown}`);
}

function editOf(text: string, folder: string): Edit {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const entry = JSON.stringify(folder);
  const paste = `"exclude": [${[...DEFAULTS.map((each) => JSON.stringify(each)), entry].join(', ')}]`;
  if (root?.type !== 'object' || root.children!.length === 0)
    return { status: 'refused', reason: 'it is not a JSON object with settings', paste };
  const exclude = findNodeAtLocation(root, ['exclude']);
  if (valuesOf(exclude).includes(folder)) return { status: 'present' };
  if (exclude?.type === 'array') return { status: 'edited', edits: [append(text, exclude, entry)] };
  const last = root.children!.at(-1)!;
  const added = `,\n${indentAt(text, root.children![0]!.offset)}${paste}`;
  return { status: 'edited', edits: [insertion(endOf(last), withEndOfLine(added, text))] };
}

/** Leaves a folder out of what a tsconfig.json compiles; what is imported from it still is. */
export const excludeFolder = (marked: string, folder: string): Edit =>
  behindMark(marked, (text) => editOf(text, folder));

/** Whether a tsconfig.json names what it compiles, and so leaves a new folder out by itself. */
export function namesItsFiles(text: string): boolean {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const include = root && findNodeAtLocation(root, ['include']);
  const isGiven = Boolean(root && (findNodeAtLocation(root, ['files']) || include));
  return isGiven && !valuesOf(include).some((each) => /^(\.\/)?(\*|\.$)/.test(String(each)));
}
