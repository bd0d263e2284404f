import type { ChangeSet } from './change-set.ts';
import type { ProjectPath } from './paths.ts';
import type { Disk } from './tree.ts';

/** A project in memory: its files by path. */
export type Files = ReadonlyMap<string, string>;

export const memoryDisk = (files: Files): Disk => ({
  read: (path) => files.get(path),
  list: () => [...files.keys()] as ProjectPath[],
});

/** The project as it is after a commit. */
export function committed(files: Files, { changes }: Pick<ChangeSet, 'changes'>): Files {
  const after = new Map(files);
  for (const { path, after: text } of changes) {
    if (text === undefined) after.delete(path);
    else after.set(path, text);
  }
  return after;
}
