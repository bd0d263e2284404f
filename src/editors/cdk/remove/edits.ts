import type { ts } from 'ts-morph';
import { editedPart, lineEnd, lineStart, type TextEdit } from '../../../core/tree/text-edit.ts';
import { escaped } from '../../../core/values/regexp.ts';
import { linesToCut } from '../../cutting.ts';
import { codeTokens } from '../../tokens/code.ts';
import { groupBy } from '../write/import-edits.ts';
import { type Located, type Module, valueNamed } from './locate.ts';

const cut = (start: number, end: number): TextEdit => ({ start, end, text: '' });

/** How long a separator is at an offset, whatever ends its lines; undefined where it is not there. */
function lengthAt(text: string, offset: number, separator: string): number | undefined {
  const pattern = new RegExp(escaped(separator).replaceAll('\n', '\\r?\\n'), 'y');
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length;
}

/** What has lines of its own goes with them; `after` is what it was separated by from the rest. */
function fromLines(text: string, { start, end, insertion: { before, after } }: Located): TextEdit {
  const first = lineStart(text, start);
  const isAlone = text.slice(first, start).trim() === '';
  const behind = after === undefined ? undefined : lengthAt(text, end, after);
  const rest = text.slice(end + (behind ?? 0), lineEnd(text, end + (behind ?? 0)));
  if (behind === undefined && rest.trim() !== '') {
    const spaces = /^[ \t]*/.exec(rest)![0].length;
    return cut(start, end + spaces);
  }
  if (!isAlone) return cut(start, end + (behind ?? 0));
  if (before === undefined || before.includes('\n')) {
    const lines = linesToCut(text, first, end, before);
    return cut(lines.start, Math.max(lines.end, end + (behind ?? 0)));
  }
  return cut(first, behind === undefined ? lineEnd(text, end) : end + behind);
}

/** Where a separator begins in front of an offset; the indent of the line is part of it. */
function startBefore(text: string, offset: number, separator: string): number | undefined {
  const head = text.slice(0, offset);
  const rest = separator.includes('\n') ? head.replace(/[ \t]+$/, '') : head;
  const pattern = new RegExp(`${escaped(separator).replaceAll('\n', '\\r?\\n')}$`);
  const found = pattern.exec(rest);
  return found ? found.index : undefined;
}

/** Neighbours in a list that all go. */
function runsOf(items: readonly ts.Node[], going: readonly Located[]): readonly Located[][] {
  const runs: Located[][] = [];
  const place = ({ node }: Located) => items.indexOf(node);
  for (const each of going.toSorted((a, b) => place(a) - place(b))) {
    const run = runs.at(-1);
    if (run && place(run.at(-1)!) === place(each) - 1) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

/** A run goes as it came, or else with the comma between it and the one before it, or behind it. */
function ofRun(text: string, items: readonly ts.Node[], run: readonly Located[]): TextEdit {
  const [first, last] = [run[0]!, run.at(-1)!];
  const { before = '\n' } = first.insertion;
  const { after = '' } = last.insertion;
  const from = startBefore(text, first.start, before);
  const behind = lengthAt(text, last.end, after);
  // Within a run each has a comma behind it: one more goes, in front of it or behind it
  const isSeparated = (before + after).split(',').length === 2;
  if (isSeparated && from !== undefined && behind !== undefined)
    return cut(from, last.end + behind);
  const previous = items[items.indexOf(first.node) - 1];
  if (previous) return cut(previous.end, last.end);
  return cut(first.start, items[items.indexOf(last.node) + 1]?.getStart() ?? last.end);
}

const fromList = (text: string, items: readonly ts.Node[], going: readonly Located[]) =>
  runsOf(items, going).map((run) => ofRun(text, items, run));

const isSameCode = (a: string, b: string) => codeTokens(a).join(' ') === codeTokens(b).join(' ');

/** Lines that were opened to make room are closed again, if nothing else has come into them. */
function closed(
  text: string,
  node: ts.Node,
  was: string | undefined,
  edits: TextEdit[],
): TextEdit[] {
  if (was === undefined) return edits;
  const [start, end] = [node.getStart(), node.end];
  const isSame = isSameCode(editedPart(text, start, end, edits), was);
  return isSame ? [{ start, end, text: was }] : edits;
}

/** The names of a list that was on one line, as in `{ Queue, Topic as T }`. */
export const namesIn = (line: string) =>
  line
    .replace(/^\{\s*|\s*\}$/g, '')
    .split(/\s*,\s*/)
    .filter(Boolean);

/** A list that was opened is on one line again, if all that is left in it was there then. */
function closedList(
  list: ts.Node,
  left: readonly ts.Node[],
  was: string | undefined,
  edits: TextEdit[],
): TextEdit[] {
  const before = was === undefined ? [] : namesIn(was);
  const names = left.map((each) => each.getText());
  if (was === undefined || !names.every((each) => before.includes(each))) return edits;
  const kept = before.filter((each) => names.includes(each)).join(', ');
  const [lead, end] = [/^\{\s*/.exec(was)![0], /\s*\}$/.exec(was)![0]];
  return [{ start: list.getStart(), end: list.end, text: lead + kept + end }];
}

function ofImport({ source: { text } }: Module, going: readonly Located[]): TextEdit[] {
  const [{ imported }] = going as [Located];
  const { statement, bindings, list } = imported!;
  const first = going[0]!;
  if (going.length === bindings.length) {
    const whole = { ...first, start: statement.getStart(), end: statement.end };
    const { before, after, ...insertion } = first.insertion;
    // A name that came into the braces of a declaration was separated by a comma
    const isOwn = [before, after].every((each) => each === undefined || each.includes('\n'));
    return [fromLines(text, isOwn ? whole : { ...whole, insertion })];
  }
  const elements = (list?.elements ?? []) as readonly ts.Node[];
  const edits = fromList(text, elements, going);
  const was = going.map(({ insertion }) => insertion.was).find((each) => each !== undefined);
  const left = elements.filter((each) => !going.some(({ node }) => node === each));
  return list ? closedList(list, left, was, edits) : edits;
}

function ofName({ source: { text } }: Module, { node, insertion }: Located): TextEdit[] {
  const value = valueNamed(node, insertion.at[2]!)!;
  return closed(text, node, insertion.was, [cut(node.getStart(), value.getStart())]);
}

/** The edits that remove insertions from a module. */
export function editsFor(module: Module, going: readonly Located[]): readonly TextEdit[] {
  const { text } = module.source;
  const ofKind = (kind: string) => going.filter(({ insertion }) => insertion.at[0] === kind);
  const byImport = groupBy(ofKind('import'), ({ imported }) => imported);
  const byObject = groupBy(ofKind('property'), ({ node }) => node.parent);
  return [
    ...byImport.flatMap(([, each]) => ofImport(module, each)),
    ...ofKind('name').flatMap((each) => ofName(module, each)),
    ...byObject.flatMap(([object, each]) =>
      fromList(text, [...(object as ts.ObjectLiteralExpression).properties], each),
    ),
    ...[...ofKind('statement'), ...ofKind('member')].map((each) => fromLines(text, each)),
  ];
}
