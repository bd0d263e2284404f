import { dirname } from 'node:path';
import { projectPath } from '../core/paths.ts';
import { insideProject } from './disk.ts';
import type { Journal, Step } from './journal.ts';
import { bytesAt } from './regular-file.ts';
import { sha256 } from './sha256.ts';
import { missingFolders } from './steps.ts';
import { backup, type CommitFs, removeIfEmpty } from './work-folder.ts';

const hashOf = (bytes: Buffer | undefined) => (bytes === undefined ? null : sha256(bytes));

function restore(io: CommitFs, from: string, target: string): void {
  for (const folder of missingFolders(io, dirname(target))) io.mkdirSync(folder);
  io.renameSync(from, target);
}

/** Undoes one step where the commit's own bytes are; answers whether somebody has changed the file since. */
function undoStep(io: CommitFs, root: string, step: Step, i: number): boolean {
  const target = insideProject(root, projectPath(step.path));
  const now = hashOf(bytesAt(io, target, step.path));
  const before = io.existsSync(backup(root, i)) ? backup(root, i) : undefined;
  if (now === step.sha256) {
    if (!step.existed) io.rmSync(target);
    else if (before) restore(io, before, target);
    return false;
  }
  if (step.existed) return before !== undefined && now !== hashOf(io.readFileSync(before));
  return now !== null;
}

/** Innermost first. */
export function removeEmpty(io: CommitFs, root: string, folders: readonly string[]): void {
  for (const path of [...folders].reverse())
    removeIfEmpty(io, insideProject(root, projectPath(path)));
}

/** Puts everything back as the journal says it was, and answers the files that were edited since; safe to run twice. */
export function rollBack(io: CommitFs, root: string, { steps, folders }: Journal) {
  const kept = steps.filter((step, i) => undoStep(io, root, step, i)).map(({ path }) => path);
  removeEmpty(io, root, folders);
  return kept;
}
