import type { ChangeSet } from '../../src/core/change-set.ts';
import type { ProjectPath } from '../../src/core/paths.ts';
import type { Base } from '../../src/core/tree.ts';

/** A project in memory: its files by path. */
export type Files = ReadonlyMap<string, string>;

export const memoryBase = (files: Files): Base => ({
  read: (path: ProjectPath) => files.get(path),
});

/** The project as it is after a commit. */
export function committed(files: Files, { changes }: ChangeSet): Files {
  return new Map([...files, ...changes.map(({ path, after }) => [path, after] as const)]);
}

export const sorted = (files: Files) =>
  Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
