import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { PackageAdditions } from '../core/ports.ts';
import { type Edit, indentAt, insertion, type TextEdit, withEndOfLine } from '../core/text-edit.ts';

type Section = keyof PackageAdditions;
type Entry = readonly [key: string, value: string];

/** npm keeps the dependencies sorted by name; scripts stand in the order they came. */
const SECTIONS: readonly Section[] = ['scripts', 'dependencies', 'devDependencies'];

const keyOf = (property: Node) => property.children![0]!.value as string;
const endOf = (node: Node) => node.offset + node.length;
const show = ([key, value]: Entry) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;

function predecessor(section: Node, key: string, name: Section): Node | undefined {
  const properties = section.children!;
  return name === 'scripts' ? properties.at(-1) : properties.findLast((p) => keyOf(p) < key);
}

/** One insertion: behind `before`, or as the first entry of its section. */
function insertBehind(
  text: string,
  section: Node,
  before: Node | undefined,
  entry: Entry,
  isLast: boolean,
): TextEdit {
  const closing = indentAt(text, section.offset);
  const first = section.children![0];
  const indent = first ? indentAt(text, first.offset) : `${closing}  `;
  const line = `\n${indent}${show(entry)}`;
  if (before) return insertion(endOf(before), `,${line}`);
  const empty = first === undefined && isLast;
  return insertion(section.offset + 1, `${line}${empty ? `\n${closing}` : ','}`);
}

function newSection(text: string, root: Node, name: Section, entries: readonly Entry[]): TextEdit {
  const indent = indentAt(text, root.children![0]!.offset);
  const lines = entries.map((entry) => `\n${indent}${indent}${show(entry)}`);
  const block = `,\n${indent}"${name}": {${lines.join(',')}\n${indent}}`;
  return insertion(endOf(root.children!.at(-1)!), block);
}

function missing(section: Node | undefined, additions: PackageAdditions, name: Section): Entry[] {
  const there = new Set(section?.children?.map(keyOf));
  const entries = Object.entries(additions[name]).filter(([key]) => !there.has(key));
  return name === 'scripts' ? entries : entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function editsOf(text: string, root: Node, additions: PackageAdditions, name: Section): TextEdit[] {
  const section = findNodeAtLocation(root, [name]);
  const entries = missing(section, additions, name);
  if (entries.length === 0) return [];
  if (!section) return [newSection(text, root, name, entries)];
  return entries.map((entry, i) =>
    insertBehind(
      text,
      section,
      predecessor(section, entry[0], name),
      entry,
      i === entries.length - 1,
    ),
  );
}

/** Adds packages and scripts that are missing; a range that stands is the user's and stays. */
export function editPackageJson(text: string, additions: PackageAdditions): Edit {
  const root = parseTree(text);
  if (root?.type !== 'object' || !root.children?.length)
    return {
      status: 'refused',
      reason: 'it is not a JSON object',
      paste: JSON.stringify(additions),
    };
  const edits = SECTIONS.flatMap((name) => editsOf(text, root, additions, name));
  if (edits.length === 0) return { status: 'present' };
  return {
    status: 'edited',
    edits: edits.map((e) => ({ ...e, text: withEndOfLine(e.text, text) })),
  };
}
