import { clearLine, cursorTo } from 'node:readline';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { AppError } from '../core/errors.ts';
import { hex } from '../core/values/unsafe.ts';
import pc from './colours.ts';
import { asInvoked } from './invocation.ts';

/** What controls a terminal, or the order in which it shows a line; carriage returns at an end of line are a file's. */
const CONTROL = /(?!\r\n|[\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;
const ESCAPE = String.fromCharCode(0x1b);
const COLOUR = new RegExp(`(${ESCAPE}\\[[\\d;]*m)`);

const code = (char: string) => (char < '\u0100' ? `\\x${hex(char, 2)}` : `\\u${hex(char, 4)}`);
const shown = (text: string) => text.replace(CONTROL, code);

/** A text without control characters, but for our colours: a project's names could otherwise control the terminal. */
export const shownText = (text: string) =>
  text
    .split(COLOUR)
    .map((part, i) => (i % 2 === 1 ? part : shown(part)))
    .join('');

/** The only place that prints. Results go to stdout, errors to stderr. */
export const print = (text: string) => void process.stdout.write(`${shownText(text)}\n`);
export const printError = (text: string) => void process.stderr.write(`${shownText(text)}\n`);

/**
 * A text with its lines broken between words where a terminal of so many columns would break within one; what follows
 * is indented as the line is. As it is without a terminal.
 */
export function wrapped(text: string, columns: number | undefined): string {
  if (!columns) return text;
  return text.replace(/^( *)(.+)$/gm, (_, indent: string, line: string) =>
    wrapAnsi(line, columns - indent.length).replace(/^/gm, indent),
  );
}

/** Prints sentences; whatever is pasted, or has columns of its own, is printed as it is. */
export const printProse = (text: string) => print(wrapped(text, process.stdout.columns));

/** Writes over the line that the cursor is in; without a text, clears it. */
export function printOver(text = ''): void {
  clearLine(process.stdout, 0);
  cursorTo(process.stdout, 0);
  process.stdout.write(shownText(text));
}

/** Nobody reads a whole value that is longer than a screen. */
const clipped = (text: string) => text.replace(/(\S{200})\S{200,}/g, '$1…');

const indented = (text: string) => text.replace(/^/gm, '    ');

/** Where an error is, unless its message contains that. */
const place = ({ at, message }: AppError) => {
  if (!at?.line) return '';
  const shown = `${at.path}:${at.line}`;
  return message.includes(shown) ? '' : ` (${shown})`;
};

/**
 * An error as a person reads it: what and where, what to do next, and what to paste. Its words have no colours: what
 * looks like one was typed, or is in a file.
 */
export function formatError(error: AppError): string {
  const message = shown(asInvoked(clipped(error.message)));
  const said = [`${pc.red('✖')} ${message}${shown(place(error))}`];
  if (error.hint) said.push(`  ${shown(asInvoked(error.hint))}`);
  const lines = [wrapped(said.join('\n'), process.stderr.columns)];
  if (error.paste) lines.push('  To add it by hand:', '', indented(error.paste));
  return lines.join('\n');
}
