import { withEndOfLine } from './text-edit.ts';

const BEGIN = '<!-- lambda-app:begin -->';
const END = '<!-- lambda-app:end -->';

/** Replaces all that stands between the two markers; undefined when the text does not have both, once. */
export function replaceBlock(text: string, block: string): string | undefined {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin || begin !== text.lastIndexOf(BEGIN)) return undefined;
  const inner = withEndOfLine(`\n\n${block.trim()}\n\n`, text);
  return text.slice(0, begin + BEGIN.length) + inner + text.slice(end);
}
