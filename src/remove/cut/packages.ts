import { folderOf, type ProjectPath } from '../../core/paths.ts';
import type { Tree } from '../../core/tree/tree.ts';
import { type KeptPackage, removeFromPackage } from '../../editors/json/package-json-removal.ts';
import type { Removal } from '../../host/kit.ts';
import { standingFiles } from '../created-files.ts';
import { userOf } from '../users.ts';

export const isPackage = (path: string) => /(^|\/)package\.json$/.test(path);

/** Why an entry stays; nothing is said of what another addition needs. */
function noticeOf(path: string, { key, why }: KeptPackage, user: string | undefined) {
  if (why === 'changed') return `${path}: ${key} was changed since it was added: it stays`;
  if (why === 'run') return `${path}: ${key} is in use, by a script: it stays`;
  return user === undefined ? [] : `${path}: ${key} is in use, by ${user}: it stays`;
}

/** Takes entries out as if nothing needed them: what a script has run that goes too is run by none that is left. */
export function dropPackages(tree: Tree, path: ProjectPath, parts: readonly string[]): void {
  tree.write(path, removeFromPackage(tree.read(path)!, parts, () => false).text);
}

/** What is to come out of a package.json. */
export interface PackagesCut {
  readonly path: ProjectPath;
  readonly parts: readonly string[];
  /** Names that another addition needs. */
  readonly needed?: ReadonlySet<string>;
  /** Names that come into another section, where code finds them as well. */
  readonly moved?: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Takes entries out of a package.json as it stood, but for what others need and what code imports that is left.
 * Answers what the others keep.
 */
export function cutPackages(
  { kit, tree, notices }: Removal,
  { path, parts, needed = NONE, moved = NONE }: PackagesCut,
): readonly string[] {
  const files = standingFiles({ kit, tree }, folderOf(path));
  const user = (key: string) =>
    needed.has(key) || moved.has(key) ? undefined : userOf(key, files);
  const isNeeded = (key: string) => needed.has(key) || user(key) !== undefined;
  const { text, kept } = removeFromPackage(tree.original(path)!, parts, isNeeded);
  tree.write(path, text);
  notices.push(...kept.flatMap((each) => noticeOf(path, each, user(each.key))));
  return kept.filter(({ key }) => needed.has(key)).map(({ part }) => part);
}
