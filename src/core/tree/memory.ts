import { MANIFEST } from '../manifest.ts';
import type { ProjectPath } from '../paths.ts';
import type { ChangeSet } from './change-set.ts';
import type { Disk } from './tree.ts';

/** A project in memory: its files by path. */
export type Files = ReadonlyMap<string, string>;

export const memoryDisk = (files: Files): Disk => ({
  read: (path) => files.get(path),
  list: (folder = '') =>
    ownFiles(
      ([...files.keys()] as ProjectPath[]).filter((path) => path.startsWith(folder)),
      folder,
    ),
});

/** The files of a project without those of projects in its folders, which their manifests mark. */
function ownFiles(paths: readonly ProjectPath[], own: string): readonly ProjectPath[] {
  const others = paths
    .filter((path) => path.endsWith(`/${MANIFEST}`) && path !== own + MANIFEST)
    .map((path) => path.slice(0, -MANIFEST.length));
  return paths.filter((path) => !others.some((folder) => path.startsWith(folder)));
}

/** The project as it is after a commit. */
export function committed(files: Files, { changes }: Pick<ChangeSet, 'changes'>): Files {
  const after = new Map(files);
  for (const { path, after: text } of changes) {
    if (text === undefined) after.delete(path);
    else after.set(path, text);
  }
  return after;
}
