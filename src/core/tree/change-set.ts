import type { ProjectPath } from '../paths.ts';
import type { Tree } from './tree.ts';

/** One file that a commit would create, update or remove; `before` is its content, which must not have changed. */
export interface Change {
  readonly path: ProjectPath;
  readonly before: string | undefined;
  /** Undefined for a file that is removed. */
  readonly after: string | undefined;
}

/** What a tree would do to the disk: the only thing that is ever committed. */
export interface ChangeSet {
  readonly changes: readonly Change[];
  /** What was left alone because it exists already, for the user to read. */
  readonly notices: readonly string[];
}

const byPath = (a: Change, b: Change) => (a.path < b.path ? -1 : 1);

/** The changes of a tree against its base, sorted by path; writing the same bytes is not a change. */
export function changeSet(tree: Tree, notices: readonly string[]): ChangeSet {
  const changes = [...tree.staged()]
    .map(([path, after]) => ({ path, before: tree.original(path), after }))
    .filter((change) => change.before !== change.after)
    .sort(byPath);
  return { changes, notices };
}
