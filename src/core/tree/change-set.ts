import type { ProjectPath } from '../paths.ts';
import type { Tree } from './tree.ts';

/** One file that a commit would create, update or remove; `before` is what must still stand there. */
export interface Change {
  readonly path: ProjectPath;
  readonly before: string | undefined;
  /** Undefined for a file that goes. */
  readonly after: string | undefined;
}

/** What a tree would do to the disk: the only thing that is ever committed. */
export interface ChangeSet {
  readonly changes: readonly Change[];
  /** What was left alone because it is there already, said to the user. */
  readonly notices: readonly string[];
}

const byPath = (a: Change, b: Change) => (a.path < b.path ? -1 : 1);

/** The changes that a tree holds against its base, sorted by path; writing the bytes that stand is no change. */
export function changeSet(tree: Tree, notices: readonly string[]): ChangeSet {
  const changes = [...tree.staged()]
    .map(([path, after]) => ({ path, before: tree.original(path), after }))
    .filter((change) => change.before !== change.after)
    .sort(byPath);
  return { changes, notices };
}
