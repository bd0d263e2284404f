import { withEndOfLine } from '../tree/text-edit.ts';

const BEGIN = '<!-- lambda-app:begin -->';
const END = '<!-- lambda-app:end -->';

/** Replaces all between the two markers; undefined when the text does not have both, once. */
export function replaceBlock(text: string, block: string): string | undefined {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  const isOnce = begin === text.lastIndexOf(BEGIN) && end === text.lastIndexOf(END);
  if (begin < 0 || end < begin || !isOnce) return undefined;
  const inner = withEndOfLine(`\n\n${block.trim()}\n\n`, text);
  return text.slice(0, begin + BEGIN.length) + inner + text.slice(end);
}

/** What is between the two markers; empty where they are not. */
export const blockOf = (text: string) =>
  text.slice(text.indexOf(BEGIN) + BEGIN.length, Math.max(text.indexOf(END), 0)).trim();
