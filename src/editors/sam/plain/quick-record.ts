import type { Insertion, Span } from '../../../core/record.ts';
import { recordLines } from '../record-lines.ts';

/** Whether a line has anything left of a column; most lines above a resource have not, and need not be parsed. */
function isLeftOf(text: string, start: number, column: number): boolean {
  for (let i = start; i < start + column; i++) if (text[i] !== ' ') return true;
  return false;
}

/** The keys above an offset that lead to a column, in a template that is indented by two. */
function parentsIn(text: string, offset: number, indent: number): readonly string[] {
  const keys: string[] = [];
  let column = indent;
  for (let end = offset - indent - 1; end > 0 && column > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = isLeftOf(text, start, column) ? text.slice(start, end) : '';
    const [, spaces, key] = /^( *)([^\s#'"-][^:]*):/.exec(line) ?? [];
    if (key !== undefined && spaces!.length < column) {
      keys.unshift(key);
      column = spaces!.length;
    }
    end = start - 1;
  }
  return column === 0 ? keys : [];
}

/** Records what came into the template that `templates/base` ships, without a parser: see `quick-merge.ts`. */
export const quickRecordTemplate = (text: string, spans: readonly Span[]): readonly Insertion[] =>
  recordLines(text, spans, (offset, indent) =>
    indent === 0 ? [] : parentsIn(text, offset, indent),
  );
