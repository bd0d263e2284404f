import type { Addition } from '../core/additions.ts';
import { projectPath } from '../core/paths.ts';
import { withEndOfLine } from '../core/tree/text-edit.ts';
import type { Disk } from '../core/tree/tree.ts';

const longest = (texts: readonly string[]) =>
  texts.reduce((long, text) => (text.length > long.length ? text : long), '');

/** Whether what came with an addition still stands somewhere; an import alone is no sign of it. */
export const stands = (disk: Disk, { inserted }: Addition): boolean =>
  Object.entries(inserted).some(([path, texts]) => {
    const text = longest(texts).trim();
    const now = disk.read(projectPath(path)) ?? '';
    return text !== '' && now.includes(withEndOfLine(text, now));
  });
