import { refusal, unwritten } from '../core/errors.ts';
import { folderOf, joined, type ProjectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree/tree.ts';

/** Names of folders that builds write into, and of those that they read, beside them. */
const OUTPUT = /^\.?(dist|build|out)$/;
const SOURCES = ['src/', 'lib/', ''];

/** A folder that a build writes, and the one that it reads; both end in a slash. */
export interface Build {
  readonly output: string;
  readonly source: string;
}

/** What may be built of what, for the path of a module: `dist/orders` of `src/orders`. */
function buildsOf(module: string): readonly Build[] {
  const parts = folderOf(module).split('/');
  return parts.flatMap((part, i) => {
    if (!OUTPUT.test(part)) return [];
    const before = parts
      .slice(0, i)
      .map((each) => `${each}/`)
      .join('');
    return SOURCES.map((source) => ({ output: `${before}${part}/`, source: before + source }));
  });
}

/** The path in the folder that a build reads. */
export const sourcePath = (path: string, { output, source }: Build) =>
  path.startsWith(output) ? joined(source + path.slice(output.length)) : undefined;

/** The build that makes a module, where there is a source of that name with one of these endings. */
export function buildOf(
  disk: Disk,
  module: ProjectPath | undefined,
  endings: readonly string[],
): Build | undefined {
  const isThere = (path: ProjectPath | undefined) =>
    path !== undefined &&
    endings.some((ending) => disk.read(`${path}.${ending}` as ProjectPath) !== undefined);
  return module && buildsOf(module).find((build) => isThere(sourcePath(module, build)));
}

/** Refuses a sibling in a folder that a build writes, whose source is not known: the build would delete a new file there. */
export function refuseBuilt(disk: Disk, path: ProjectPath, id: string): void {
  const isOutput = folderOf(path)
    .split('/')
    .some((part) => OUTPUT.test(part));
  if (!isOutput || disk.list().includes(path)) return;
  throw refusal(`${path}, which ${id} runs, is made by a build`, {
    at: { path },
    hint: unwritten('Its source was not found: add the function there by hand.'),
  });
}
