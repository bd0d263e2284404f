import { clearLine, cursorTo } from 'node:readline';
import type { AppError } from '../core/errors.ts';
import pc from './colours.ts';
import { asInvoked } from './invocation.ts';

/** Colours and carriage returns at an end of line are ours or a file's; other control characters are shown. */
const ESCAPE = String.fromCharCode(0x1b);
const CONTROL = new RegExp(`(?!${ESCAPE}\\[[\\d;]*m|\\r\\n|[\\n\\t])\\p{Cc}`, 'gu');

/** A text without control characters: a project's names could otherwise control the terminal. */
export const shownText = (text: string) =>
  text.replace(CONTROL, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The only place that prints. Results go to stdout, errors to stderr. */
export const print = (text: string) => void process.stdout.write(`${shownText(text)}\n`);
export const printError = (text: string) => void process.stderr.write(`${shownText(text)}\n`);

/** Writes over the line that the cursor is in; without a text, clears it. */
export function printOver(text = ''): void {
  clearLine(process.stdout, 0);
  cursorTo(process.stdout, 0);
  process.stdout.write(shownText(text));
}

const indented = (text: string) => text.replace(/^/gm, '    ');

/** Where an error is, unless its message contains that. */
const place = ({ at, message }: AppError) => {
  if (!at?.line) return '';
  const shown = `${at.path}:${at.line}`;
  return message.includes(shown) ? '' : ` (${shown})`;
};

/** An error as a person reads it: what and where, what to do next, and what to paste. */
export function formatError(error: AppError): string {
  const lines = [`${pc.red('✖')} ${asInvoked(error.message)}${place(error)}`];
  if (error.hint) lines.push(`  ${asInvoked(error.hint)}`);
  if (error.paste) lines.push('  To add it by hand:', '', indented(error.paste));
  return lines.join('\n');
}
