import type { Insertion } from '../../../core/record.ts';
import { type Edit, insertion, type TextEdit } from '../../../core/tree/text-edit.ts';
import { yamlHash } from '../../tokens/hash.ts';
import { isSection, sectionBefore } from '../sections.ts';

/** An entry of a block mapping, in lines: [start, end), its key on `line`, comments above it. */
interface Entry {
  readonly key: string;
  readonly start: number;
  readonly line: number;
  readonly end: number;
}

interface Block {
  readonly lines: readonly string[];
  readonly entries: readonly Entry[];
  readonly indent: number;
}

const KEY = /^( *)([^\s#'"-][^:]*):( |$)/;

const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';

function commentsAbove(lines: readonly string[], line: number, from: number): number {
  let start = line;
  while (start > from && lines[start - 1]!.trimStart().startsWith('#')) start--;
  return start;
}

function trimmed(lines: readonly string[], from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(lines[end - 1])) end--;
  return end;
}

/** The key that begins at this indent of a line. Most lines have none, which one character says. */
const keyAt = (line: string, indent: number) => {
  if (line[indent] === ' ' || (indent > 0 && line[indent - 1] !== ' ')) return undefined;
  const [, spaces, key] = KEY.exec(line) ?? [];
  return spaces?.length === indent ? key : undefined;
};

/** The entries at this indent between two lines. */
function blockOf(lines: readonly string[], from: number, to: number, indent: number): Block {
  const keys: { key: string; line: number; start: number }[] = [];
  for (let line = from; line < to; line++) {
    const key = keyAt(lines[line]!, indent);
    if (key !== undefined) keys.push({ key, line, start: commentsAbove(lines, line, from) });
  }
  const entries = keys.map((each, i) => ({
    ...each,
    end: trimmed(lines, each.line, keys[i + 1]?.start ?? to),
  }));
  return { lines, entries, indent };
}

const whole = (text: string) => {
  const lines = text.split('\n');
  return blockOf(lines, 0, lines.length, 0);
};

/** What is in an entry is asked for twice: to find what clashes, and to merge. */
const INSIDE = new WeakMap<Entry, Block>();

function inside({ lines, indent }: Block, entry: Entry): Block {
  const block = INSIDE.get(entry) ?? blockOf(lines, entry.line + 1, entry.end, indent + 2);
  INSIDE.set(entry, block);
  return block;
}

const isSpaced = ({ lines, entries }: Block) =>
  entries.length > 1 && isBlank(lines[entries.at(-1)!.start - 1]);

/** Offset of the end of a line, before its newline. */
function offsetBehind(lines: readonly string[], count: number): number {
  let offset = count - 1;
  for (let i = 0; i < count; i++) offset += lines[i]!.length;
  return offset;
}

const linesOf = ({ lines }: Block, { start, end }: Entry) => lines.slice(start, end).join('\n');

/** An edit, and what it inserts. */
interface Inserting {
  readonly edit: TextEdit;
  readonly inserted: readonly Insertion[];
}

/** A section that comes is one in which entries of others may come later: each of its own has a hash. */
function insertionsOf(
  from: Block,
  entry: Entry,
  at: readonly string[],
  isApart: boolean,
): readonly Insertion[] {
  const before = isApart && { before: '\n\n' };
  const below = isSection(at) ? inside(from, entry) : undefined;
  if (!below?.entries.length) return [{ at, hash: yamlHash(linesOf(from, entry)), ...before }];
  const inner = below.entries.flatMap((each, n) =>
    insertionsOf(below, each, [...at, each.key], n > 0 && isBlank(from.lines[each.start - 1])),
  );
  return [{ at, ...before }, ...inner];
}

function insertBehind(
  host: Block,
  line: number,
  from: Block,
  absent: readonly Entry[],
  at: readonly string[],
): Inserting {
  const gap = isSpaced(host.entries.length > 1 ? host : from) ? '\n\n' : '\n';
  const lead = host.entries.length > 0 ? gap : '\n';
  const text = lead + absent.map((entry) => linesOf(from, entry)).join(gap);
  const inserted = absent.flatMap((entry, n) =>
    insertionsOf(from, entry, [...at, entry.key], (n > 0 ? gap : lead) === '\n\n'),
  );
  return { edit: insertion(offsetBehind(host.lines, line), text), inserted };
}

/** New sections by the line that they come behind. */
function bySection({ entries }: Block, absent: readonly Entry[]): ReadonlyMap<number, Entry[]> {
  const keys = entries.map(({ key }) => key);
  const groups = new Map<number, Entry[]>();
  for (const entry of absent) {
    const { end } = entries[sectionBefore(keys, entry.key)]!;
    groups.set(end, [...(groups.get(end) ?? []), entry]);
  }
  return groups;
}

/** Insertions that give `host` what only `from` has; `line` ends the host's part of the text, `at` leads to it. */
function merge(host: Block, line: number, from: Block, at: readonly string[] = []): Inserting[] {
  const mineOf = ({ key }: Entry) => host.entries.find((entry) => entry.key === key);
  const absent = from.entries.filter((entry) => !mineOf(entry));
  const inner = from.entries.flatMap((entry) => {
    const mine = mineOf(entry);
    return mine ? merge(inside(host, mine), mine.end, inside(from, entry), [...at, entry.key]) : [];
  });
  if (absent.length === 0) return inner;
  const groups = host.indent === 0 ? bySection(host, absent) : [[line, absent] as const];
  return [...inner, ...[...groups].map(([end, group]) => insertBehind(host, end, from, group, at))];
}

/** An entry without entries of its own that both have, with different values. */
function clash(host: Block, from: Block): Entry | undefined {
  for (const entry of from.entries) {
    const mine = host.entries.find(({ key }) => key === entry.key);
    if (!mine) continue;
    const [ours, theirs] = [inside(host, mine), inside(from, entry)];
    const isLeaf = ours.entries.length === 0 || theirs.entries.length === 0;
    if (!isLeaf) {
      const deeper = clash(ours, theirs);
      if (deeper) return deeper;
    } else if (
      linesOf(host, { ...mine, start: mine.line }) !==
      linesOf(from, { ...entry, start: entry.line })
    )
      return mine;
  }
  return undefined;
}

/**
 * Merges a fragment into the template that `templates/base` ships and nobody has edited yet, by its indents
 * alone: creating a project need not load a YAML parser. The fold law holds it against the parser's own answer.
 */
export function editTemplateSam(text: string, fragment: string): Edit {
  const host = whole(text);
  const from = whole(fragment);
  const other = clash(host, from);
  if (other) {
    const reason = `it has another ${other.key}`;
    return { status: 'refused', reason, at: { line: other.line + 1 }, paste: fragment };
  }
  const all = merge(host, host.entries.at(-1)!.end, from);
  if (all.length === 0) return { status: 'present' };
  const inOrder = all.toSorted((a, b) => a.edit.start - b.edit.start);
  const inserted = inOrder.flatMap((each) => each.inserted);
  return { status: 'edited', edits: all.map(({ edit }) => edit), inserted };
}
