import { dirname, join, sep } from 'node:path';
import { refusal, unwritten } from '../core/errors.ts';
import { projectPath } from '../core/paths.ts';
import type { Change } from '../core/tree/change-set.ts';
import { placesInside, wayTo } from './disk.ts';
import type { Journal, Step } from './journal.ts';
import { bytesAt } from './regular-file.ts';
import { sha256 } from './sha256.ts';
import type { CommitFs } from './work-folder.ts';

/** A folder and those it is in, as far as they do not exist; outermost first. */
export function missingFolders(io: CommitFs, folder: string): string[] {
  return io.existsSync(folder) ? [] : [...missingFolders(io, dirname(folder)), folder];
}

const isSame = (now: Buffer | undefined, before: string | undefined) =>
  now === undefined || before === undefined
    ? now === before
    : now.equals(Buffer.from(before, 'utf8'));

/** Throws `refused` when a file is not as the plan read it. */
export function refuseIfMoved(io: CommitFs, { path, before }: Change, target: string): void {
  if (!isSame(bytesAt(io, target, path), before))
    throw refusal(`${path} changed on disk since it was read`, {
      at: { path },
      hint: unwritten('Run the command again.'),
    });
}

/** With forward slashes. */
const wayFrom = (root: string, target: string) => wayTo(root, target).split(sep).join('/');

/** Steps name the files themselves: a rename onto a link would put a file in its place. */
function stepsOf(io: CommitFs, root: string, changes: readonly Change[]): readonly Step[] {
  const place = placesInside(root);
  return changes.map((change) => {
    const target = place(change.path);
    refuseIfMoved(io, change, target);
    const hash = change.after === undefined ? null : sha256(change.after);
    const path = projectPath(wayFrom(root, target));
    return { path, existed: change.before !== undefined, sha256: hash };
  });
}

/** The folders that writing will create, outermost first. */
function newFolders(io: CommitFs, root: string, steps: readonly Step[]): readonly string[] {
  const folders = new Set(steps.map(({ path }) => dirname(path)));
  return [...new Set([...folders].flatMap((folder) => missingFolders(io, join(root, folder))))];
}

/** What a commit of these changes will do; throws `refused` when a file is not as it was read. */
export function journalOf(io: CommitFs, root: string, changes: readonly Change[]): Journal {
  const steps = stepsOf(io, root, changes);
  const folders = newFolders(io, root, steps).map((folder) => wayFrom(root, folder));
  return { steps, folders };
}
