import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { PackageAdditions } from '../../core/ports.ts';
import {
  type Edit,
  indentAt,
  insertion,
  type TextEdit,
  withEndOfLine,
} from '../../core/tree/text-edit.ts';
import { behindMark } from '../byte-order-mark.ts';
import { NO_JSON } from '../refusals.ts';
import { endOf, keyOf, parseJson } from './nodes.ts';

export type Section = keyof PackageAdditions;
type Entry = readonly [key: string, value: string];

/** npm sorts dependencies by name; scripts stay in the order in which they were added. */
export const SECTIONS: readonly Section[] = ['scripts', 'dependencies', 'devDependencies'];

const show = ([key, value]: Entry) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;

/** An object of the file, with the white space in front of its entries and its closing brace. */
interface Place {
  readonly text: string;
  readonly node: Node;
  /** What separates entries: a new line and its indent, or one blank in an object on one line. */
  readonly lead: string;
}

function placeOf(text: string, node: Node, unit: string): Place {
  const first = node.children![0];
  const inner = text.slice(node.offset + 1, first?.offset ?? endOf(node) - 1);
  if (first && !inner.includes('\n')) return { text, node, lead: ' ' };
  const indent = first ? indentAt(text, first.offset) : indentAt(text, node.offset) + unit;
  return { text, node, lead: `\n${indent}` };
}

function predecessor({ node }: Place, key: string, name: Section): Node | undefined {
  const properties = node.children!;
  return name === 'scripts' ? properties.at(-1) : properties.findLast((p) => keyOf(p) < key);
}

/** One insertion that holds all entries of an object which has none yet. */
function fill({ text, node, lead }: Place, shown: readonly string[]): TextEdit {
  const closed = text.slice(node.offset, endOf(node)).includes('\n');
  const closing = closed ? '' : `\n${indentAt(text, node.offset)}`;
  return insertion(node.offset + 1, shown.map((each) => lead + each).join(',') + closing);
}

/** Each entry behind the one that sorts before it, or in front of all. */
function spread(place: Place, entries: readonly Entry[], name: Section): TextEdit[] {
  const first = place.node.children![0]!;
  return entries.map((entry) => {
    const before = predecessor(place, entry[0], name);
    return before
      ? insertion(endOf(before), `,${place.lead}${show(entry)}`)
      : insertion(first.offset, `${show(entry)},${place.lead}`);
  });
}

/** A section that the file lacks, as text: written as the object it comes into is. */
function newSection({ lead }: Place, unit: string, name: Section, entries: readonly Entry[]) {
  const lines = entries.map(show);
  if (lead === ' ') return `"${name}": { ${lines.join(', ')} }`;
  return `"${name}": {${lines.map((line) => lead + unit + line).join(',')}${lead}}`;
}

const keysOf = (root: Node, name: Section) =>
  findNodeAtLocation(root, [name])?.children?.map(keyOf) ?? [];

/** A package that the project needs in production is there for development too. */
function missing(root: Node, additions: PackageAdditions, name: Section): Entry[] {
  const production = name === 'devDependencies' ? keysOf(root, 'dependencies') : [];
  const there = new Set([...keysOf(root, name), ...production]);
  const entries = Object.entries(additions[name]).filter(([key]) => !there.has(key));
  return name === 'scripts' ? entries : entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function insertInto(place: Place, entries: readonly Entry[], name: Section): TextEdit[] {
  const isEmpty = place.node.children!.length === 0;
  return isEmpty ? [fill(place, entries.map(show))] : spread(place, entries, name);
}

function editsOf(text: string, root: Node, additions: PackageAdditions): TextEdit[] {
  const first = root.children![0];
  const unit = (first && indentAt(text, first.offset)) || '  ';
  const top = placeOf(text, root, unit);
  const lacking: string[] = [];
  const edits = SECTIONS.flatMap((name) => {
    const section = findNodeAtLocation(root, [name]);
    const entries = missing(root, additions, name);
    if (entries.length === 0) return [];
    if (section) return insertInto(placeOf(text, section, unit), entries, name);
    lacking.push(newSection(top, unit, name, entries));
    return [];
  });
  if (lacking.length === 0) return edits;
  if (!first) return [fill(top, lacking)];
  const block = lacking.map((section) => `,${top.lead}${section}`).join('');
  return [...edits, insertion(endOf(root.children!.at(-1)!), block)];
}

/** Why a text is no package.json that can be extended; undefined when it is one. */
function problemOf(text: string, root: Node | undefined): string | undefined {
  try {
    JSON.parse(text);
  } catch (error) {
    return `${NO_JSON}: ${(error as Error).message.split('\n')[0]}`;
  }
  if (root?.type !== 'object') return 'it is not a JSON object';
  for (const object of [root, ...SECTIONS.map((name) => findNodeAtLocation(root, [name]))]) {
    if (object === undefined) continue;
    const name = object === root ? 'it' : `"${keyOf(object.parent!)}"`;
    if (object.type !== 'object') return `${name} is not an object`;
    const keys = object.children!.map(keyOf);
    const twice = keys.find((key, i) => keys.indexOf(key) < i);
    if (twice !== undefined) return `${name} has "${twice}" twice`;
  }
  return undefined;
}

/** Adds packages and scripts that are missing; an existing range is the user's and stays. */
export const editPackageJson = (marked: string, additions: PackageAdditions): Edit =>
  behindMark(marked, (text) => {
    const root = parseJson(text);
    const reason = problemOf(text, root);
    if (reason) return { status: 'refused', reason, paste: JSON.stringify(additions, null, 2) };
    const edits = editsOf(text, root!, additions);
    if (edits.length === 0) return { status: 'present' };
    const own = edits.map((edit) => ({ ...edit, text: withEndOfLine(edit.text, text) }));
    return { status: 'edited', edits: own };
  });
