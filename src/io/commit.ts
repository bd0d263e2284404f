import { dirname, join, relative, sep } from 'node:path';
import fs from 'fs-extra';
import type { Change } from '../core/change-set.ts';
import { refusal } from '../core/errors.ts';
import { projectPath } from '../core/paths.ts';
import { insideProject, leadsOut, realPath } from './disk.ts';
import {
  backup,
  type CommitFs,
  closeJournal,
  type Journal,
  removeWorkFolder,
  rollBack,
  type Step,
  staged,
  WORK_FOLDER,
  writeJournal,
} from './journal.ts';
import { sha256 } from './sha256.ts';

function missingFolders(io: CommitFs, folder: string): string[] {
  return io.existsSync(folder) ? [] : [...missingFolders(io, dirname(folder)), folder];
}

function refuseIfMoved(io: CommitFs, { path, before }: Change, target: string): void {
  const now = io.existsSync(target) ? io.readFileSync(target, 'utf8') : undefined;
  if (now !== before)
    throw refusal(`${path} changed on disk since it was read`, {
      at: { path },
      hint: 'Nothing was written. Run the command again.',
    });
}

function stage(io: CommitFs, root: string, change: Change, step: Step, i: number): void {
  const target = join(root, step.path);
  if (step.existed) io.copyFileSync(target, backup(root, i));
  if (change.after === undefined) return;
  io.writeFileSync(staged(root, i), change.after);
  if (step.existed) io.chmodSync(staged(root, i), io.statSync(target).mode);
}

/** One by one: Node's recursive mkdir never returns where a file system takes no folders (/proc). */
function makeFolders(io: CommitFs, folders: readonly string[]): void {
  for (const folder of folders) io.mkdirSync(folder);
}

function replaceAll(io: CommitFs, root: string, { steps, folders }: Journal): void {
  makeFolders(
    io,
    folders.map((folder) => join(root, folder)),
  );
  for (const [i, { path, sha256: hash }] of steps.entries()) {
    if (hash === null) io.rmSync(join(root, path));
    else io.renameSync(staged(root, i), join(root, path));
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EDQUOT: 'the disk quota is used up',
};

function writeFailure(root: string, cause: unknown, isUndone: boolean) {
  const reason = REASONS[(cause as NodeJS.ErrnoException).code ?? ''] ?? (cause as Error).message;
  const hint = isUndone
    ? 'The folder is as it was before.'
    : `The folder could not be put back either: the next run does it first, from ${WORK_FOLDER}.`;
  return refusal(`Could not write to ${root}: ${reason}`, { hint, cause });
}

/** Steps name the files themselves: a rename onto a link would put a file in its place. */
function planSteps(io: CommitFs, root: string, changes: readonly Change[]): readonly Step[] {
  return changes.map((change) => {
    const target = insideProject(root, change.path);
    refuseIfMoved(io, change, target);
    const hash = change.after === undefined ? null : sha256(change.after);
    const path = projectPath(wayFrom(root, target));
    return { path, existed: io.existsSync(target), sha256: hash };
  });
}

/** The folders that writing will create, outermost first; the project's own may be among them. */
const newFolders = (io: CommitFs, root: string, steps: readonly Step[]) => [
  ...new Set(steps.flatMap(({ path }) => missingFolders(io, dirname(join(root, path))))),
];

/** With forward slashes. */
const wayFrom = (root: string, target: string) => relative(root, target).split(sep).join('/');

/** The path of a folder inside the project; none for the project itself and what holds it. */
const below = (root: string, folder: string) =>
  folder === root || leadsOut(relative(root, folder)) ? [] : [wayFrom(root, folder)];

function removeEmpty(io: CommitFs, folders: readonly string[]): void {
  for (const folder of [...folders].reverse())
    if (io.existsSync(folder) && io.readdirSync(folder).length === 0) io.rmdirSync(folder);
}

/** Puts the folder back; says whether that went well. */
function undo(io: CommitFs, root: string, journal: Journal, created: readonly string[]): boolean {
  try {
    rollBack(io, root, journal);
    removeEmpty(io, created);
    return true;
  } catch {
    return false;
  }
}

/** The folders that held what the commit removed, outermost first. */
function emptied({ steps }: Journal): string[] {
  const folders = steps
    .filter(({ sha256: hash }) => hash === null)
    .flatMap(({ path }) => {
      const parts = path.split('/').slice(0, -1);
      return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
    });
  return [...new Set(folders)].sort((a, b) => a.length - b.length);
}

/** The commit stands by now: a backup, or an empty folder, that stays does no harm. */
function cleanUp(io: CommitFs, root: string, journal: Journal): void {
  try {
    removeWorkFolder(io, root);
    const folders = emptied(journal).map((folder) => join(root, folder));
    removeEmpty(io, folders);
  } catch {}
}

/**
 * Writes a change set, all of it or nothing: it stages every file inside the project, notes in a journal how to
 * undo it, then renames each into place. Synchronous, so that Ctrl-C comes before or after and never between.
 * Throws `refused` when a file moved since it was read, or when the disk does not take the files.
 */
export function commit(folder: string, changes: readonly Change[], io: CommitFs = fs): void {
  if (changes.length === 0) return;
  const root = realPath(folder);
  const steps = planSteps(io, root, changes);
  const created = newFolders(io, root, steps);
  const outer = created.filter((folder) => below(root, folder).length === 0);
  const journal = { steps, folders: created.flatMap((folder) => below(root, folder)) };
  try {
    makeFolders(io, [...outer, join(root, WORK_FOLDER)]);
    for (const [i, change] of changes.entries()) stage(io, root, change, steps[i]!, i);
    writeJournal(io, root, journal);
    replaceAll(io, root, journal);
    closeJournal(io, root);
  } catch (cause) {
    throw writeFailure(root, cause, undo(io, root, journal, created));
  }
  cleanUp(io, root, journal);
}
