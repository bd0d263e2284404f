import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';
import { recently } from '../../core/memo.ts';
import { indentAt, lineEnd, lineStart } from '../../core/tree/text-edit.ts';
import { keyOf } from './model.ts';
import { restyled, styleOf, type YamlStyle } from './style.ts';

/** A parsed template with its text, for what is lifted or inserted is text. */
export interface Source {
  readonly text: string;
  readonly root: YAMLMap;
  readonly style: YamlStyle;
}

export interface Unreadable {
  readonly reason: string;
  readonly line?: number;
}

export type Range = readonly [start: number, valueEnd: number, nodeEnd: number];

export const rangeOf = (node: unknown) => (node as { range?: Range } | null)?.range ?? undefined;

/** The parser accepts an alias without an anchor; CloudFormation and SAM do not. */
function unknownAlias(document: Document): string | undefined {
  let found: string | undefined;
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document)) found = alias.source;
    },
  });
  return found;
}

/**
 * A text of the same length in which a line that only closes brackets or quotes is one with the line above. The
 * parsers of CloudFormation and SAM take such a line wherever it is; YAML wants it deeper than the key.
 */
const withoutDedents = (text: string) =>
  text.replace(
    /^([^#\r\n]*)(\r?\n)(?=[ \t]*["']?[\]}])/gm,
    (_, line: string, end: string) => line + ' '.repeat(end.length),
  );

function documentOf(text: string, lineCounter: LineCounter) {
  // As the parsers of CloudFormation and SAM do: a key twice is its last.
  // "silent" would also hide the error of a second document in the file.
  const options = { lineCounter, logLevel: 'error', strict: false, uniqueKeys: false } as const;
  const document = parseDocument(text, options);
  if (document.errors.length === 0) return document;
  const other = parseDocument(withoutDedents(text), { ...options, lineCounter: undefined });
  return other.errors.length === 0 ? other : document;
}

/** What the parser says of several documents is advice for programmers. */
const reasonOf = ({ code, message }: YAMLParseError) =>
  code === 'MULTIPLE_DOCS'
    ? 'it has several documents (---), and a template is one'
    : `it is no valid YAML: ${message.split(/ at line|\n/)[0]}`;

function parse(text: string): Source | Unreadable {
  const document = documentOf(text, new LineCounter());
  const [error] = document.errors;
  if (error) return { reason: reasonOf(error), line: error.linePos?.[0].line };
  const alias = unknownAlias(document);
  if (alias) return { reason: `it is no valid YAML: nothing is called &${alias}` };
  return isMap(document.contents)
    ? { text, root: document.contents, style: styleOf(text, document.contents) }
    : { reason: 'it is not a mapping' };
}

/** Parses a template; says why it is none. Parsing is most of the work of an edit: the last ones are kept. */
export const readSource = recently(12, parse);

export const find = (map: YAMLMap, key: string) =>
  map.items.findLast((pair) => keyOf(pair) === key);
export const isTwice = (map: YAMLMap, key: string) =>
  map.items.filter((pair) => keyOf(pair) === key).length > 1;
export const startOf = (pair: Pair) => rangeOf(pair.key)![0];
export const columnOf = ({ text }: Source, pair: Pair) =>
  startOf(pair) - lineStart(text, startOf(pair));

/** The node that an entry ends with: the last value of the last value. */
function lastLeaf(pair: Pair): unknown {
  let node: unknown = pair.value ?? pair.key;
  while (isCollection(node) && !node.flow && node.items.length > 0) {
    const last: unknown = node.items.at(-1);
    node = isPair(last) ? (last.value ?? last.key) : last;
  }
  return node;
}

/** End of the last line of a value. The blank lines below a block scalar are its own only if it keeps them (`|+`). */
export function valueEnd(text: string, pair: Pair): number {
  const leaf = lastLeaf(pair);
  const [start, end] = rangeOf(leaf) ?? rangeOf(pair.key)!;
  const keeps = isScalar(leaf) && /^[|>]\d?\+/.test(text.slice(start));
  if (keeps) return text.slice(0, end).replace(/\r?\n$/, '').length;
  return lineEnd(text, text.slice(0, end).trimEnd().length);
}

/** Offsets behind the last line of an entry: without the comments below it that are indented deeper than its key, and behind each. */
export function endsOf({ text }: Source, pair: Pair): readonly number[] {
  const indent = indentAt(text, startOf(pair)).length;
  const ends = [valueEnd(text, pair)];
  for (;;) {
    const end = ends.at(-1)!;
    const comment = /^(?:\r?\n[ \t]*)*\r?\n( +)#[^\r\n]*/.exec(text.slice(end));
    if (!comment || comment[1]!.length <= indent) return ends;
    ends.push(end + comment[0].length);
  }
}

/** Offset behind the last line of an entry, with the comments below it that are indented deeper than its key. */
export const contentEnd = (source: Source, pair: Pair): number => endsOf(source, pair).at(-1)!;

/** Starts of the line of an entry, and of each of the comment lines directly above it, the nearest first. */
export function startsOf({ text }: Source, pair: Pair): readonly number[] {
  const starts = [lineStart(text, startOf(pair))];
  while (starts.at(-1)! > 0) {
    const above = lineStart(text, starts.at(-1)! - 1);
    if (!text.slice(above, starts.at(-1)).trimStart().startsWith('#')) break;
    starts.push(above);
  }
  return starts;
}

/** Start of the comment lines directly above an entry. */
const commentedStart = (source: Source, pair: Pair): number => startsOf(source, pair).at(-1)!;

/** The lines of an entry as a template of that layout writes them from `toColumn` on. */
export const lift = (from: Source, pair: Pair, toColumn: number, style: YamlStyle): string =>
  restyled(from.text.slice(commentedStart(from, pair), contentEnd(from, pair)), toColumn, style);

/** Whether there is a blank line between the last two entries of a mapping: the next one gets what they have. */
export function isSpaced(source: Source, map: YAMLMap): boolean {
  const [before, last] = map.items.slice(-2);
  if (!before || !last) return false;
  return /\n[ \t]*\r?\n/.test(source.text.slice(contentEnd(source, before), startOf(last)));
}

/** Where an empty `{}` is, with the blanks before it; undefined when a value is anything else. */
export function emptyBraces({ text }: Source, pair: Pair): Range | undefined {
  const range = rangeOf(pair.value);
  if (!range || !/^\{[ \t]*\}$/.test(text.slice(range[0], range[1]))) return undefined;
  return [text.slice(0, range[0]).replace(/[ \t]+$/, '').length, range[1], range[2]];
}
