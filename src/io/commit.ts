import fs from 'node:fs';
import { join } from 'node:path';
import { AppError, refusal } from '../core/errors.ts';
import { projectPath } from '../core/paths.ts';
import type { Change } from '../core/tree/change-set.ts';
import { placesInside, realPath } from './disk.ts';
import { reasonOf } from './failure.ts';
import {
  closeJournal,
  emptied,
  type Journal,
  NO_STEPS,
  type Step,
  writeJournal,
} from './journal.ts';
import { release, signWorkFolder } from './owner.ts';
import { removeEmpty, rollBack } from './roll-back.ts';
import { journalOf, missingFolders, refuseIfMoved } from './steps.ts';
import {
  backup,
  type CommitFs,
  removeIfEmpty,
  removeWorkFolder,
  staged,
  WORK_FOLDER,
} from './work-folder.ts';

function stage(io: CommitFs, root: string, change: Change, step: Step, i: number): void {
  const target = step.existed && join(root, step.path);
  if (target) io.copyFileSync(target, backup(root, i));
  if (change.after === undefined) return;
  io.writeFileSync(staged(root, i), change.after);
  if (target) io.chmodSync(staged(root, i), io.statSync(target).mode);
}

/** One by one: Node's recursive mkdir never returns where a file system takes no folders (/proc). */
function makeFolders(io: CommitFs, folders: readonly string[], made: string[] = []): void {
  for (const folder of folders) {
    io.mkdirSync(folder);
    made.push(folder);
  }
}

/** Compares once more right before: a file may have been edited while the others were written. */
function replace(io: CommitFs, target: string, from: string, change: Change): void {
  refuseIfMoved(io, change, target);
  if (change.after === undefined) io.rmSync(target);
  else io.renameSync(from, target);
}

function replaceAll(
  io: CommitFs,
  root: string,
  changes: readonly Change[],
  { steps, folders }: Journal,
): void {
  makeFolders(
    io,
    folders.map((folder) => join(root, folder)),
  );
  const place = placesInside(root);
  for (const [i, { path }] of steps.entries())
    replace(io, place(projectPath(path)), staged(root, i), changes[i]!);
}

function writeFailure(root: string, cause: unknown, isUndone: boolean) {
  const hint = isUndone
    ? 'The folder is as it was before.'
    : `The folder could not be put back either: the next run does it first, from ${WORK_FOLDER}.`;
  return refusal(`Could not write to ${root}: ${reasonOf(cause)}`, { hint, cause });
}

const removeMade = (io: CommitFs, folders: readonly string[]) => {
  for (const folder of [...folders].reverse()) removeIfEmpty(io, folder);
};

/** Restores something; answers whether that succeeded. */
function isDone(undo: () => void): boolean {
  try {
    undo();
    return true;
  } catch {
    return false;
  }
}

/** The files are written by now: a backup or an empty folder that stays does no harm, and the next run removes it. */
function cleanUp(io: CommitFs, root: string, journal: Journal): void {
  try {
    removeEmpty(io, root, emptied(journal));
    removeWorkFolder(io, root);
  } catch {}
}

interface Begun {
  readonly owner: string;
  /** The folders that the project is in, as far as they were missing; outermost first. */
  readonly outer: readonly string[];
}

/** Makes the work folder; only one of several runs can. */
function begin(io: CommitFs, root: string): Begun {
  const made: string[] = [];
  const outer = missingFolders(io, root);
  try {
    makeFolders(io, outer, made);
    return { owner: signWorkFolder(io, root), outer };
  } catch (cause) {
    const isUndone = isDone(() => removeMade(io, made));
    throw cause instanceof AppError ? cause : writeFailure(root, cause, isUndone);
  }
}

function write(io: CommitFs, root: string, changes: readonly Change[], outer: readonly string[]) {
  let journal = NO_STEPS;
  try {
    journal = journalOf(io, root, changes);
    for (const [i, change] of changes.entries()) stage(io, root, change, journal.steps[i]!, i);
    writeJournal(io, root, journal);
    replaceAll(io, root, changes, journal);
    closeJournal(io, root);
  } catch (cause) {
    const isUndone = isDone(() => {
      rollBack(io, root, journal);
      removeWorkFolder(io, root);
      removeMade(io, outer);
    });
    throw cause instanceof AppError && isUndone ? cause : writeFailure(root, cause, isUndone);
  }
  cleanUp(io, root, journal);
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
  const { owner, outer } = begin(io, root);
  try {
    write(io, root, changes, outer);
  } finally {
    release(owner);
  }
}
