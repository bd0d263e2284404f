import { insertion, lineEnd, lineStart, type TextEdit } from '../../core/tree/text-edit.ts';

const IMPORT = /^(?:import\b[^;'"]*['"][^'"\n]+['"]|const \{?[\s\w,]+\}? = require\([^)]*\));?/gm;

const endOfLine = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

/** The edit that gives a module an import: before the one that matches, or behind all imports. */
export function importEdit(text: string, line: string, before?: RegExp): TextEdit {
  const all = [...text.matchAll(IMPORT)];
  const next = before && all.find((each) => before.test(each[0]));
  if (next) return insertion(next.index, line + endOfLine(text));
  const last = all.at(-1);
  if (last) return insertion(lineEnd(text, last.index + last[0].length), endOfLine(text) + line);
  return insertion(text.startsWith('\uFEFF') ? 1 : 0, line + endOfLine(text));
}

/** The edit that puts lines before the line of an offset. */
export const linesBefore = (text: string, offset: number, lines: string): TextEdit =>
  insertion(lineStart(text, offset), lines);
