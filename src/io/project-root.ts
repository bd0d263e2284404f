import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeFolder } from './code-cache/home-folder.ts';

/** Folders in which no project is searched unless the command runs there: the home folder, and the root of a disk. */
const isEnd = (folder: string) => folder === homeFolder() || folder === dirname(folder);

/** Whether a folder is the root of a Git repository, or of a worktree, where `.git` is a file. */
export const isRepository = (folder: string) => existsSync(join(folder, '.git'));

/** A folder and those around it, the nearest first, as far as its repository goes. */
export function foldersAround(folder: string): readonly string[] {
  const above = dirname(folder);
  if (isRepository(folder) || isEnd(folder) || isEnd(above)) return [folder];
  return [folder, ...foldersAround(above)];
}
