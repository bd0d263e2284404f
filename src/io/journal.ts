import { join } from 'node:path';
import { refusal } from '../core/errors.ts';
import { projectPath } from '../core/paths.ts';
import { isOfGit } from './disk.ts';
import { type CommitFs, DONE, JOURNAL, WORK_FOLDER, workFolder } from './work-folder.ts';

/** One file of a commit: its path, whether it existed, and the hash of its new content; null where it is removed. */
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

export const NO_STEPS: Journal = { steps: [], folders: [] };

const fileOf = (root: string, name: string) => join(workFolder(root), name);

/** A rename makes it whole at once: before it, nothing of the project has been touched. */
export function writeJournal(io: CommitFs, root: string, journal: Journal): void {
  io.writeFileSync(fileOf(root, `${JOURNAL}.new`), JSON.stringify(journal));
  io.renameSync(fileOf(root, `${JOURNAL}.new`), fileOf(root, JOURNAL));
}

/** Ends a commit: from here on there is nothing to undo, only backups and empty folders to remove. */
export const closeJournal = (io: CommitFs, root: string) =>
  io.renameSync(fileOf(root, JOURNAL), fileOf(root, DONE));

/** The folders that held what the commit removed, outermost first. */
export function emptied({ steps }: Journal): readonly string[] {
  const folders = steps
    .filter(({ sha256 }) => sha256 === null)
    .flatMap(({ path }) => {
      const parts = path.split('/').slice(0, -1);
      return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
    });
  return [...new Set(folders)].sort((a, b) => a.length - b.length);
}

/** Git keeps its own folder out of what is cloned, so a journal that names it was not made here. */
function checkPath(path: string): void {
  if (isOfGit(projectPath(path))) throw new TypeError(`${path} is Git's`);
}

/** A journal may have come with somebody's repository: its paths are checked before anything moves. */
function parseJournal(text: string): Journal {
  const { steps, folders } = JSON.parse(text) as Journal;
  for (const { path, sha256 } of steps) {
    checkPath(path);
    if (sha256 !== null && typeof sha256 !== 'string') throw new TypeError(`no hash of ${path}`);
  }
  for (const folder of folders) checkPath(folder);
  return { steps, folders };
}

/** The journal of that name (open or done); without one there is nothing to do. Throws `refused` for a damaged one. */
export function readJournal(io: CommitFs, root: string, name: string): Journal {
  const file = fileOf(root, name);
  if (!io.existsSync(file)) return NO_STEPS;
  const text = io.readFileSync(file, 'utf8');
  try {
    return parseJournal(text);
  } catch (cause) {
    const hint = `Look at ${WORK_FOLDER}, restore the *.old files by hand, and delete the folder.`;
    throw refusal('The journal of an interrupted run is damaged', { hint, cause });
  }
}
