import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a project is not looked for in, unless the way begins there: the home folder, and the root of a disk. */
const isEnd = (folder: string) => folder === homedir() || folder === dirname(folder);

/** A folder and those around it, the nearest first, as far as its repository goes. */
export function foldersAround(folder: string): readonly string[] {
  const above = dirname(folder);
  if (existsSync(join(folder, '.git')) || isEnd(folder) || isEnd(above)) return [folder];
  return [folder, ...foldersAround(above)];
}
