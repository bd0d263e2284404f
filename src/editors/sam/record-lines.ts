import type { Insertion, Span } from '../../core/record.ts';
import { yamlHash } from '../tokens/hash.ts';
import { isSection, itemKey } from './sections.ts';

/** The keys of the mapping that a line is in, whose first character is at `offset` and in the column `indent`. */
export type ParentsOf = (offset: number, indent: number) => readonly string[];

interface Entry {
  readonly key: string;
  readonly lines: readonly string[];
  readonly isApart: boolean;
}

const KEY = /^( *)("[^"]*"|'[^']*'|[^\s#'"-][^:]*):(?:\s|$)/;

const isBlank = (line = '') => line.trim() === '';
const indentOf = (line: string) => line.length - line.trimStart().length;

/** Most lines of a template have no key in this column, which one character says. */
const isKeyAt = (line: string, indent: number) =>
  line[indent] !== ' ' && KEY.exec(line)?.[1]?.length === indent;

const bare = (key: string) => key.replace(/^(["'])(.*)\1$/, '$2');

/** The entries whose keys are in a column, each with the comments above it. */
function entriesAt(lines: readonly string[], indent: number): readonly Entry[] {
  const keys = lines.flatMap((line, n) => (isKeyAt(line, indent) ? [n] : []));
  const starts = keys.map((line) => {
    let start = line;
    while (start > 0 && lines[start - 1]!.trimStart().startsWith('#')) start--;
    return start;
  });
  return keys.map((line, n) => {
    const own = lines.slice(starts[n], starts[n + 1] ?? lines.length);
    const end = own.findLastIndex((each) => !isBlank(each)) + 1;
    return {
      key: bare(KEY.exec(lines[line]!)![2]!),
      lines: own.slice(0, end),
      isApart: starts[n]! > 1 && isBlank(lines[starts[n]! - 1]),
    };
  });
}

function inSection(lines: readonly string[], keys: readonly string[]): readonly Insertion[] {
  const first = lines.find((line) => !isBlank(line) && !line.trimStart().startsWith('#'));
  return first ? insertionsIn(['', ...lines], indentOf(first), keys) : [];
}

const isItemAt = (line: string, indent: number) =>
  line.startsWith('- ', indent) && indentOf(line) === indent;

/** The items of a list in which those of several owners meet. */
function itemsIn(
  lines: readonly string[],
  indent: number,
  parents: readonly string[],
): readonly Insertion[] {
  const starts = lines.flatMap((line, n) => (isItemAt(line, indent) ? [n] : []));
  return starts.map((start, n) => {
    const hash = yamlHash(
      lines
        .slice(start, starts[n + 1])
        .join('\n')
        .trimEnd(),
    );
    return { at: [...parents, itemKey(hash)], hash };
  });
}

function insertionsIn(
  lines: readonly string[],
  indent: number,
  parents: readonly string[],
): readonly Insertion[] {
  if (lines.some((line) => isItemAt(line, indent))) return itemsIn(lines, indent, parents);
  return entriesAt(lines, indent).flatMap(({ key, lines: own, isApart }) => {
    const at = [...parents, key];
    const before = isApart && { before: '\n\n' };
    const below = isSection(at) ? own.slice(own.findIndex((line) => KEY.test(line)) + 1) : [];
    if (below.length === 0) return [{ at, hash: yamlHash(own.join('\n')), ...before }];
    return [{ at, ...before }, ...inSection(below, at)];
  });
}

/** Lines that are in one mapping. */
interface Chunk {
  readonly offset: number;
  readonly indent: number;
  readonly lines: readonly string[];
}

/** Divides a span where the next line is left of its first: what came behind a mapping into the one around it. */
function chunksOf(text: string, { start, end }: Span): readonly Chunk[] {
  const chunks: { offset: number; indent: number; lines: string[] }[] = [];
  let offset = start;
  let pending: string[] = [];
  for (const line of text.slice(start, end).split('\n')) {
    const own = line.replace(/\r$/, '');
    const last = chunks.at(-1);
    if (isBlank(own)) pending.push(own);
    else if (last && indentOf(own) >= last.indent) last.lines.push(...pending, own);
    else {
      // The first line of each is the rest of one that was there
      const lines = last ? ['', ...pending, own] : [...pending, own];
      chunks.push({ offset: offset + indentOf(own), indent: indentOf(own), lines });
    }
    if (!isBlank(own)) pending = [];
    offset += line.length + 1;
  }
  return chunks;
}

/** Reads the entries off spans of lines that were inserted into a template in YAML. */
export function recordLines(
  text: string,
  spans: readonly Span[],
  parentsOf: ParentsOf,
): readonly Insertion[] {
  return spans
    .flatMap((span) => chunksOf(text, span))
    .flatMap(({ offset, indent, lines }) => insertionsIn(lines, indent, parentsOf(offset, indent)));
}
