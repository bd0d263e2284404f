import { join } from 'node:path';
import fs from 'fs-extra';
import { refusal } from '../core/errors.ts';
import { projectPath } from '../core/paths.ts';
import { insideProject } from './disk.ts';
import { sha256 } from './sha256.ts';
import { backup, type CommitFs, refuseBusy, WORK_FOLDER, workFolder } from './work-folder.ts';

/** One file of a commit: where it goes, whether one stood there, and the hash of what comes there; null for nothing. */
export interface Step {
  readonly path: string;
  readonly existed: boolean;
  readonly sha256: string | null;
}

/** What undoes a commit; every path is relative to the project. */
export interface Journal {
  readonly steps: readonly Step[];
  /** Folders that the commit made, outermost first. */
  readonly folders: readonly string[];
}

const journalFile = (root: string) => join(root, WORK_FOLDER, 'journal.json');

/** Ends a commit: from here on there is nothing to undo, only backups to throw away. */
export const closeJournal = (io: CommitFs, root: string) => io.rmSync(journalFile(root));

/** A rename makes it whole at once: before it, nothing of the project has been touched. */
export function writeJournal(io: CommitFs, root: string, journal: Journal): void {
  io.writeFileSync(`${journalFile(root)}.new`, JSON.stringify(journal));
  io.renameSync(`${journalFile(root)}.new`, journalFile(root));
}

/** Undoes one step where the commit's own bytes stand; what somebody wrote since then stays. */
function undoStep(io: CommitFs, root: string, step: Step, i: number): void {
  const target = insideProject(root, projectPath(step.path));
  const now = io.existsSync(target) ? sha256(io.readFileSync(target, 'utf8')) : null;
  if (now !== step.sha256) return;
  if (!step.existed) io.rmSync(target);
  else if (io.existsSync(backup(root, i))) io.renameSync(backup(root, i), target);
}

/** The journal goes first: without it, what is left of the folder is only rubbish. */
export function removeWorkFolder(io: CommitFs, root: string): void {
  if (hasJournal(io, root)) closeJournal(io, root);
  if (io.existsSync(workFolder(root))) io.rmSync(workFolder(root), { recursive: true });
}

/** Puts everything back as the journal says it was; safe to run twice. */
export function rollBack(io: CommitFs, root: string, { steps, folders }: Journal): void {
  for (const [i, step] of steps.entries()) undoStep(io, root, step, i);
  for (const path of [...folders].reverse()) {
    const folder = insideProject(root, projectPath(path));
    if (io.existsSync(folder) && io.readdirSync(folder).length === 0) io.rmdirSync(folder);
  }
  removeWorkFolder(io, root);
}

/** A journal may have come with somebody's repository: its paths are checked before anything moves. */
function parseJournal(text: string): Journal {
  const { steps, folders } = JSON.parse(text) as Journal;
  for (const { path, sha256: hash } of steps)
    if (!projectPath(path) || (hash !== null && typeof hash !== 'string'))
      throw new TypeError(`no hash of ${path}`);
  for (const folder of folders) projectPath(folder);
  return { steps, folders };
}

function readJournal(io: CommitFs, root: string): Journal {
  if (!hasJournal(io, root)) return { steps: [], folders: [] };
  try {
    return parseJournal(io.readFileSync(journalFile(root), 'utf8'));
  } catch (cause) {
    const hint = `Look at ${WORK_FOLDER}, restore the *.old files by hand, and delete the folder.`;
    throw refusal('The journal of an interrupted run is damaged', { hint, cause });
  }
}

/** Whether a commit ended half-way; without a journal the folder is whole, whatever else is left. */
const hasJournal = (io: CommitFs, root: string) => io.existsSync(journalFile(root));

/** Whether a commit was killed half-way. Throws `refused` while one is at work. */
export function isInterrupted(root: string, io: CommitFs = fs): boolean {
  refuseBusy(root, io);
  return hasJournal(io, root);
}

/** Undoes a commit that was killed half-way; says whether there was one. Throws `refused` while one is at work. */
export function recover(root: string, io: CommitFs = fs): boolean {
  const isUndoing = isInterrupted(root, io);
  if (io.existsSync(workFolder(root))) rollBack(io, root, readJournal(io, root));
  return isUndoing;
}
