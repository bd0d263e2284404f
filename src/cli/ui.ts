import pc from 'picocolors';
import type { AppError } from '../core/errors.ts';

/** The only place that prints. Results go to stdout, errors to stderr. */
export const print = (text: string) => void process.stdout.write(`${text}\n`);
export const printError = (text: string) => void process.stderr.write(`${text}\n`);

const indented = (text: string) => text.replace(/^/gm, '    ');

const place = ({ at }: AppError) => {
  if (!at?.line) return '';
  return ` (${at.path}:${at.line})`;
};

/** An error as a person reads it: what and where, what to do next, and what to paste. */
export function formatError(error: AppError): string {
  const lines = [`${pc.red('✖')} ${error.message}${place(error)}`];
  if (error.hint) lines.push(`  ${error.hint}`);
  if (error.paste) lines.push('  To add it by hand:', '', indented(error.paste));
  return lines.join('\n');
}
