import { insertion, type TextEdit } from '../../core/tree/text-edit.ts';

const IMPORT = /^(?:import\b.*|const .* = require\(.*\));?$/gm;

/** The edit that gives a module an import, of one line, behind those that it has. */
export function importEdit(text: string, line: string): TextEdit {
  const last = [...text.matchAll(IMPORT)].at(-1);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  if (last) return insertion(last.index + last[0].replace(/\r$/, '').length, end + line);
  return insertion(text.startsWith('\uFEFF') ? 1 : 0, line + end);
}

/** The edit that puts lines before the first line that matches; undefined where none does. */
export function linesBefore(text: string, pattern: RegExp, lines: string): TextEdit | undefined {
  const found = pattern.exec(text);
  return found ? insertion(found.index, lines) : undefined;
}
