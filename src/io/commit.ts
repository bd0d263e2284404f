import { join } from 'node:path';
import fs from 'fs-extra';
import { AppError, refusal } from '../core/errors.ts';
import type { Change } from '../core/tree/change-set.ts';
import { realPath } from './disk.ts';
import {
  closeJournal,
  type Journal,
  removeWorkFolder,
  rollBack,
  type Step,
  writeJournal,
} from './journal.ts';
import { journalOf, missingFolders } from './steps.ts';
import {
  backup,
  busy,
  type CommitFs,
  signWorkFolder,
  staged,
  WORK_FOLDER,
  workFolder,
} from './work-folder.ts';

function stage(io: CommitFs, root: string, change: Change, step: Step, i: number): void {
  const target = join(root, step.path);
  if (step.existed) io.copyFileSync(target, backup(root, i));
  if (change.after === undefined) return;
  io.writeFileSync(staged(root, i), change.after);
  if (step.existed) io.chmodSync(staged(root, i), io.statSync(target).mode);
}

/** One by one: Node's recursive mkdir never returns where a file system takes no folders (/proc). */
function makeFolders(io: CommitFs, folders: readonly string[], made: string[] = []): void {
  for (const folder of folders) {
    io.mkdirSync(folder);
    made.push(folder);
  }
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

function removeEmpty(io: CommitFs, folders: readonly string[]): void {
  for (const folder of [...folders].reverse())
    if (io.existsSync(folder) && io.readdirSync(folder).length === 0) io.rmdirSync(folder);
}

/** Puts something back; says whether that went well. */
function isDone(undo: () => void): boolean {
  try {
    undo();
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

/** Makes the work folder, and answers those it is in that were missing; only one of two runs can make it. */
function begin(io: CommitFs, root: string): readonly string[] {
  const made: string[] = [];
  const outer = missingFolders(io, root);
  try {
    makeFolders(io, [...outer, workFolder(root)], made);
    return outer;
  } catch (cause) {
    const isUndone = isDone(() => removeEmpty(io, made));
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
      throw writeFailure(root, cause, isUndone);
    throw busy(root, 'Nothing was written. Run the command again when it has ended.', cause);
  }
}

/**
 * Writes a change set, all of it or nothing: it stages every file inside the project, notes in a journal how to
 * undo it, then renames each into place. Synchronous, so that Ctrl-C comes before or after and never between.
 * Throws `refused` when a file moved since it was read, when another run is writing, or when the disk does not take
 * the files.
 */
export function commit(folder: string, changes: readonly Change[], io: CommitFs = fs): void {
  if (changes.length === 0) return;
  const root = realPath(folder);
  const outer = begin(io, root);
  let journal: Journal = { steps: [], folders: [] };
  try {
    signWorkFolder(io, root);
    journal = journalOf(io, root, changes);
    for (const [i, change] of changes.entries()) stage(io, root, change, journal.steps[i]!, i);
    writeJournal(io, root, journal);
    replaceAll(io, root, journal);
    closeJournal(io, root);
  } catch (cause) {
    const isUndone = isDone(() => {
      rollBack(io, root, journal);
      removeEmpty(io, outer);
    });
    throw cause instanceof AppError ? cause : writeFailure(root, cause, isUndone);
  }
  cleanUp(io, root, journal);
}
