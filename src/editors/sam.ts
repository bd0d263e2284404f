import { isMap, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { TextEdit } from '../core/text-edit.ts';
import { type Edit, insertion, lineEnd, lineStart, withEndOfLine } from '../core/text-edit.ts';

/** A parsed template with its text, for what is lifted or inserted is text. */
interface Source {
  readonly text: string;
  readonly root: YAMLMap;
}

interface Refusal {
  readonly reason: string;
  readonly line?: number;
  readonly paste: string;
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

const keyOf = (pair: Pair) => String(isScalar(pair.key) ? pair.key.value : pair.key);
const startOf = (pair: Pair) => (pair.key as { range: [number, number, number] }).range[0];
const valueEnd = (pair: Pair) =>
  (pair.value as { range?: [number, number, number] } | null)?.range?.[1] ??
  (pair.key as { range: [number, number, number] }).range[1];

function parse(text: string, what: string, paste: string): Source {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line;
    throw new Refused({
      reason: `${what} is no valid YAML: ${error.message.split('\n')[0]}`,
      line,
      paste,
    });
  }
  if (!isMap(document.contents)) throw new Refused({ reason: `${what} is not a mapping`, paste });
  return { text, root: document.contents };
}

const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length;
const column = (text: string, offset: number) => offset - lineStart(text, offset);

/** Offset behind the last line that belongs to a value, without the blank lines that a parser counts to it. */
function contentEnd(text: string, pair: Pair): number {
  const end = text.slice(0, valueEnd(pair)).trimEnd().length;
  return lineEnd(text, end);
}

/** Start of the comment lines that stand directly above an entry. */
function commentedStart(text: string, pair: Pair): number {
  let start = lineStart(text, startOf(pair));
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!text.slice(above, start).trimStart().startsWith('#')) break;
    start = above;
  }
  return start;
}

/** The lines of an entry, moved to another column; shifted as a block, so that block scalars keep their shape. */
function lift(from: Source, pair: Pair, toColumn: number): string {
  const lines = from.text.slice(commentedStart(from.text, pair), contentEnd(from.text, pair));
  const shift = toColumn - column(from.text, startOf(pair));
  return lines
    .split('\n')
    .map((line) => (line === '' ? line : shift < 0 ? line.slice(-shift) : ' '.repeat(shift) + line))
    .join('\n');
}

/** Whether the entries of a mapping have blank lines between them. */
function isSpaced({ text }: Source, map: YAMLMap): boolean {
  const [first, second] = map.items;
  if (!first || !second) return false;
  return /\n[ \t]*\r?\n/.test(text.slice(contentEnd(text, first), startOf(second)));
}

const find = (map: YAMLMap, key: string) => map.items.find((pair) => keyOf(pair) === key);

function insertInto(
  host: Source,
  parent: Pair | undefined,
  map: YAMLMap | null,
  from: Source,
  group: Group,
): TextEdit {
  const last = map?.items.at(-1);
  const spaced = map && map.items.length > 1 ? isSpaced(host, map) : isSpaced(from, group.map);
  const toColumn = map?.items[0]
    ? column(host.text, startOf(map.items[0]))
    : column(host.text, startOf(parent!)) + 2;
  const blocks = group.pairs.map((pair) => lift(from, pair, toColumn));
  const gap = spaced ? '\n\n' : '\n';
  const lead = last ? gap : '\n';
  const at = last ? contentEnd(host.text, last) : lineEnd(host.text, startOf(parent!));
  return insertion(at, withEndOfLine(lead + blocks.join(gap), host.text));
}

/** Entries of one mapping of the fragment that the host does not have. */
interface Group {
  readonly map: YAMLMap;
  readonly pairs: readonly Pair[];
}

const plain = (node: unknown) => JSON.stringify(node);

function conflict(host: Source, mine: Pair, from: Source, theirs: Pair): never {
  throw new Refused({
    reason: `it has another ${keyOf(mine)}`,
    line: lineOf(host.text, startOf(mine)),
    paste: lift(from, theirs, 0),
  });
}

function refuseFlow(host: Source, pair: Pair, from: Source, group: Group): never {
  throw new Refused({
    reason: `${keyOf(pair)} is written in flow style`,
    line: lineOf(host.text, startOf(pair)),
    paste: group.pairs.map((p) => lift(from, p, column(host.text, startOf(pair)) + 2)).join('\n'),
  });
}

/** The insertions that give `map` all entries of `theirs` it does not have, mappings merged recursively. */
function merge(
  host: Source,
  parent: Pair | undefined,
  map: YAMLMap | null,
  from: Source,
  theirs: YAMLMap,
): TextEdit[] {
  const absent = theirs.items.filter((pair) => !map || !find(map, keyOf(pair)));
  const group = { map: theirs, pairs: absent };
  if (absent.length > 0 && map?.flow) refuseFlow(host, parent!, from, group);
  const inner = theirs.items.flatMap((pair) => {
    const mine = map ? find(map, keyOf(pair)) : undefined;
    return mine ? mergePair(host, mine, from, pair) : [];
  });
  return absent.length > 0 ? [...inner, insertInto(host, parent, map, from, group)] : inner;
}

const isEmpty = (pair: Pair) => isScalar(pair.value) && pair.value.value === null;

function mergePair(host: Source, mine: Pair, from: Source, theirs: Pair): TextEdit[] {
  if (isMap(theirs.value)) {
    if (isMap(mine.value)) return merge(host, mine, mine.value, from, theirs.value);
    if (mine.value === null || isEmpty(mine)) return merge(host, mine, null, from, theirs.value);
  }
  if (plain(mine.value) === plain(theirs.value)) return [];
  return conflict(host, mine, from, theirs);
}

/** Merges a SAM fragment into a template: every entry it does not have is lifted over as text. */
export function editSam(text: string, fragment: string): Edit {
  try {
    const host = parse(text, 'it', fragment);
    const from = parse(fragment, 'the fragment', fragment);
    const edits = merge(host, undefined, host.root, from, from.root);
    return edits.length === 0 ? { status: 'present' } : { status: 'edited', edits };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reason, line, paste } = error.refusal;
    return { status: 'refused', reason, at: { line }, paste };
  }
}
