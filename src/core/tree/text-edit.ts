import type { Location } from '../errors.ts';
import type { Insertion, Span } from '../record.ts';

/** Replaces the characters [start, end) of a text; an insertion where they are equal. Offsets in UTF-16 units. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** What an editor answers: text edits, "it is there already", or a refusal with what to paste by hand. */
export type Edit =
  | {
      readonly status: 'edited';
      readonly edits: readonly TextEdit[];
      /** What they insert, where the editor knows it; else it is read off the edited text. */
      readonly inserted?: readonly Insertion[];
    }
  | { readonly status: 'present' }
  | {
      readonly status: 'refused';
      readonly reason: string;
      readonly at?: Omit<Location, 'path'>;
      readonly paste: string;
    };

export const insertion = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

/**
 * The characters [start, end) of a text after the edits within them; a span without a text is taken out. Edits at one
 * offset keep their order; of two that overlap, the later one only takes out what it would replace.
 */
export function editedPart(
  text: string,
  start: number,
  end: number,
  edits: readonly (Span & Partial<TextEdit>)[],
): string {
  const within = edits.filter((each) => start <= each.start && each.end <= end);
  let result = '';
  let from = start;
  for (const each of within.sort((a, b) => a.start - b.start)) {
    if (each.start >= from) result += text.slice(from, each.start) + (each.text ?? '');
    from = Math.max(from, each.end);
  }
  return result + text.slice(from, end);
}

export const applyEdits = (text: string, edits: readonly TextEdit[]) =>
  editedPart(text, 0, text.length, edits);

/** The text's own end of line: that of its first line, LF when it has none. */
const endOfLine = (text: string) => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n');

/** Joins lines with the text's own end of line. */
export const withEndOfLine = (lines: string, host: string) =>
  lines.replace(/\r?\n/g, endOfLine(host));

/** Offset of the first character of the line that holds `offset`. */
export const lineStart = (text: string, offset: number) => text.lastIndexOf('\n', offset - 1) + 1;

/** Offset just behind the last character of the line that holds `offset`, before its end of line. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The number of the line that holds `offset`, 1-based. */
export const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

/** The white space that the line of `offset` begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start))![0];
}
