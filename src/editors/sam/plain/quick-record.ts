import type { Insertion, Span } from '../../../core/record.ts';
import { recordLines } from '../record-lines.ts';

/** The keys above an offset that lead to a column, in a template that is indented by two. */
function parentsIn(text: string, offset: number, indent: number): readonly string[] {
  const keys: string[] = [];
  let column = indent;
  for (const line of text
    .slice(0, offset - indent)
    .split('\n')
    .toReversed()) {
    const [, spaces, key] = /^( *)([^\s#'"-][^:]*):/.exec(line) ?? [];
    if (key === undefined || spaces!.length >= column) continue;
    keys.unshift(key);
    column = spaces!.length;
  }
  return column === 0 ? keys : [];
}

/** Records what came into the template that `templates/base` ships, without a parser: see `quick-merge.ts`. */
export const quickRecordTemplate = (text: string, spans: readonly Span[]): readonly Insertion[] =>
  recordLines(text, spans, (offset, indent) =>
    indent === 0 ? [] : parentsIn(text, offset, indent),
  );
