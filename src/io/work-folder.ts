import { join } from 'node:path';
import type fs from 'fs-extra';
import { refusal } from '../core/errors.ts';

/** The calls that a commit makes; tests hand in ones that fail. */
export type CommitFs = Pick<
  typeof fs,
  | 'chmodSync'
  | 'copyFileSync'
  | 'existsSync'
  | 'mkdirSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmSync'
  | 'rmdirSync'
  | 'statSync'
  | 'writeFileSync'
>;

/** The commit's own folder in the project: staged files, backups, the journal that lists them, and whose it is. */
export const WORK_FOLDER = '.lambda-app-commit';

export const workFolder = (root: string) => join(root, WORK_FOLDER);
export const staged = (root: string, i: number) => join(root, WORK_FOLDER, `${i}.new`);
export const backup = (root: string, i: number) => join(root, WORK_FOLDER, `${i}.old`);

const pidFile = (root: string) => join(root, WORK_FOLDER, 'pid');

/** Says whose the folder is, before anything else is in it: a file of its own, for a journal comes last. */
export const signWorkFolder = (io: CommitFs, root: string) =>
  io.writeFileSync(pidFile(root), String(process.pid));

/** A process that may not be signalled lives; this one does not write while it reads. */
function isAtWork(pid: number): boolean {
  try {
    return pid > 0 && pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whose work folder it is; 0 where nobody says so. */
function signer(io: CommitFs, root: string): number {
  try {
    return Number(io.readFileSync(pidFile(root), 'utf8'));
  } catch {
    return 0;
  }
}

export const busy = (root: string, hint: string, cause?: unknown) =>
  refusal(`Another run is writing to ${root}`, { hint, cause });

/** Throws `refused` while another process is at work in the folder: what it has there undoes its commit. */
export function refuseBusy(root: string, io: CommitFs): void {
  if (!isAtWork(signer(io, root))) return;
  // The number of a killed run may have become another program's
  throw busy(root, `Wait until it has ended. If there is none, delete ${WORK_FOLDER}/pid.`);
}
