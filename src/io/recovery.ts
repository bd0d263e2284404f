import fs from 'node:fs';
import { AppError, refusal } from '../core/errors.ts';
import { realPath } from './disk.ts';
import { reasonOf } from './failure.ts';
import { emptied, readJournal } from './journal.ts';
import { refuseBusy, release, sweepAsides, takeOver } from './owner.ts';
import { removeEmpty, rollBack } from './roll-back.ts';
import {
  type CommitFs,
  DONE,
  JOURNAL,
  removeIfEmpty,
  removeWorkFolder,
  WORK_FOLDER,
  workEntries,
  workFolder,
} from './work-folder.ts';

/** What became of a commit that was killed. */
export interface Recovery {
  /** Whether there was something to undo. */
  readonly undone: boolean;
  /** Files that somebody has edited since, and that stay so. */
  readonly kept: readonly string[];
}

const NOTHING: Recovery = { undone: false, kept: [] };

/** Whether a commit was killed half-way. Throws `refused` while one is at work. */
export function isInterrupted(folder: string, io: CommitFs = fs): boolean {
  const root = realPath(folder);
  const entries = workEntries(io, root) ?? [];
  refuseBusy(root, entries);
  return entries.includes(JOURNAL);
}

/** The journal is read once the folder is owned: until then another run may have undone all of it. */
function undo(io: CommitFs, root: string): Recovery {
  const undone = workEntries(io, root)?.includes(JOURNAL) ?? false;
  const kept = rollBack(io, root, readJournal(io, root, JOURNAL));
  removeEmpty(io, root, emptied(readJournal(io, root, DONE)));
  removeWorkFolder(io, root);
  return { undone, kept };
}

function recoverIn(io: CommitFs, root: string): Recovery {
  sweepAsides(io, root);
  const entries = workEntries(io, root);
  if (!entries) return NOTHING;
  if (entries.length === 0) removeIfEmpty(io, workFolder(root));
  if (entries.length === 0) return NOTHING;
  refuseBusy(root, entries);
  // A damaged one is refused before anything is changed
  readJournal(io, root, JOURNAL);
  const owner = takeOver(io, root, entries);
  try {
    return undo(io, root);
  } finally {
    release(owner);
  }
}

/** Undoes a commit that was killed half-way. Throws `refused` while one is at work, and where it cannot. */
export function recover(folder: string, io: CommitFs = fs): Recovery {
  const root = realPath(folder);
  try {
    return recoverIn(io, root);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw refusal(`Could not undo the interrupted run in ${root}: ${reasonOf(cause)}`, {
      hint: `Remove the cause and run the command again: ${WORK_FOLDER} has all that is needed to undo it.`,
      cause,
    });
  }
}
