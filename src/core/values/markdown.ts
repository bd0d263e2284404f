import { hex, withoutUnsafe } from './unsafe.ts';

const code = (char: string) => `\\u{${hex(char, 1)}}`;

/** A text in a cell of a Markdown table: on one line, and with nothing in it that ends the cell or is HTML. */
export const mdCell = (text: string) =>
  withoutUnsafe(text.replace(/\s*[\r\n]\s*/g, ' '), {}, code)
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
