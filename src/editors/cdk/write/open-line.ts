import { ts } from 'ts-morph';
import {
  indentAt,
  insertion,
  lineEnd,
  lineStart,
  type TextEdit,
} from '../../../core/tree/text-edit.ts';
import { outermost } from '../syntax/source.ts';
import type { CdkStyle } from './style.ts';

/** Opens a call in one line to one argument a line, when `more` characters in front make it too long. */
export function openedLine(
  text: string,
  statement: ts.Statement,
  more: number,
  { width, unit, hasArgumentCommas }: CdkStyle,
): readonly TextEdit[] {
  const start = statement.getStart();
  if (lineEnd(text, start) - lineStart(text, start) + more <= width) return [];
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!call || !ts.isNewExpression(call) || outermost(call) !== call) return [];
  const list = call.arguments;
  const isPlain = list?.every((each) => /^[\w.'"`-]+$/.test(each.getText()));
  if (!list?.[0] || !isPlain || statement.getText().includes('\n')) return [];
  const base = indentAt(text, start);
  const line = `\n${base}${unit}`;
  // The space behind a comma becomes part of the indent
  const rest = list.slice(1).map((each) => insertion(each.getFullStart(), line.slice(0, -1)));
  const comma = hasArgumentCommas ? ',' : '';
  return [insertion(list[0].getStart(), line), ...rest, insertion(list.end, `${comma}\n${base}`)];
}
