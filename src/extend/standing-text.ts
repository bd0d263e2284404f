import type { Addition } from '../core/additions.ts';
import { projectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree.ts';

const longest = (texts: readonly string[]) =>
  texts.reduce((long, text) => (text.length > long.length ? text : long), '');

/** Whether what came with an addition still stands somewhere; an import alone is no sign of it. */
export const stands = (disk: Disk, { inserted }: Addition): boolean =>
  Object.entries(inserted).some(([path, texts]) => {
    const text = longest(texts).trim();
    return text !== '' && (disk.read(projectPath(path)) ?? '').includes(text);
  });
