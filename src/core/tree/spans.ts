import type { Span } from '../record.ts';
import type { TextEdit } from './text-edit.ts';

function withEdit(spans: readonly Span[], { start, end, text }: TextEdit): readonly Span[] {
  const shift = text.length - (end - start);
  const moved = ({ start: from, end: to }: Span) =>
    from >= end ? { start: from + shift, end: to + shift } : { start: from, end: to };
  const around = spans.find((each) => each.start <= start && end <= each.end);
  const others = spans.filter((each) => each !== around).map(moved);
  if (around) return [...others, { start: around.start, end: around.end + shift }];
  return text === '' ? others : [...others, { start, end: start + text.length }];
}

/** The spans of what was inserted, in the text after more edits; what comes into one of them is part of it. */
export const spansAfter = (spans: readonly Span[], edits: readonly TextEdit[]): readonly Span[] =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(withEdit, spans)
    .toSorted((a, b) => a.start - b.start);
