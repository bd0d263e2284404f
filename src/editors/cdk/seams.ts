import type { Insertion } from '../../core/record.ts';

const lines = (text: string) => text.replaceAll('\r\n', '\n');

/** White space in front of something; the indent of its line is its own. */
const trimmed = (text: string) => (text.includes('\n') ? lines(text).replace(/[ \t]+$/, '') : text);

/** What separates an insertion from the rest, as it is recorded. */
export function seamsOf(before: string, after: string): Pick<Insertion, 'before' | 'after'> {
  const lead = trimmed(before);
  return { ...(lead !== '\n' && { before: lead }), ...(after !== '' && { after: lines(after) }) };
}
