import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type AppError, refusal, unwritten } from '../core/errors.ts';
import {
  ADOPTED,
  type CommitFs,
  isOwner,
  removeIfEmpty,
  WORK_FOLDER,
  workEntries,
  workFolder,
} from './work-folder.ts';

/** The owners that are at work in this process: another of its number was a process before it. */
const atWorkHere = new Set<string>();

/** Random, because process ids are reused. */
function newOwner(): string {
  const owner = `owner-${process.pid}-${randomBytes(4).toString('hex')}`;
  atWorkHere.add(owner);
  return owner;
}

/** Ends what `signWorkFolder` or `takeOver` began, however it ended. */
export const release = (owner: string) => void atWorkHere.delete(owner);

/** A process that may not be signalled is alive. */
function isAlive(pid: number): boolean {
  try {
    return pid > 0 && pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const isAtWork = (owner: string) => atWorkHere.has(owner) || isAlive(Number(owner.split('-')[1]));

const busy = (root: string, hint: string, cause?: unknown): AppError =>
  refusal(`Another run is writing to ${root}`, { hint, cause });

/** Throws `refused` while another run is at work in the folder: what it has there undoes its commit. */
export function refuseBusy(root: string, entries: readonly string[]): void {
  const owner = entries.find((name) => isOwner(name) && isAtWork(name));
  // The number of a killed run may have become another program's
  if (owner)
    throw busy(root, `Wait until it has ended. If there is none, delete ${WORK_FOLDER}/${owner}.`);
}

const later = (root: string, cause: unknown) =>
  busy(root, unwritten('Run the command again when it has ended.'), cause);

/** Signed folders wait beside the work folder until one rename puts them there. */
const asideOf = (root: string, owner: string) => `${workFolder(root)}-${owner}`;

const ownerOfAside = (name: string) => {
  const owner = name.slice(WORK_FOLDER.length + 1);
  return name.startsWith(`${WORK_FOLDER}-`) && isOwner(owner) ? owner : undefined;
};

function removeAside(io: CommitFs, root: string, owner: string): void {
  const aside = asideOf(root, owner);
  io.rmSync(join(aside, owner), { force: true });
  removeIfEmpty(io, aside);
}

/** Removes the signed folders of runs that were killed before they put them in place. */
export function sweepAsides(io: CommitFs, root: string): void {
  if (!io.existsSync(root)) return;
  for (const name of io.readdirSync(root)) {
    const owner = ownerOfAside(name);
    if (!owner || isAtWork(owner)) continue;
    if (io.lstatSync(join(root, name)).isDirectory()) removeAside(io, root, owner);
  }
}

function signAside(io: CommitFs, root: string, owner: string): void {
  const aside = asideOf(root, owner);
  io.mkdirSync(aside);
  io.writeFileSync(join(aside, owner), '');
  io.renameSync(aside, workFolder(root));
}

/**
 * Makes the work folder and answers its owner. It is signed before it is there, and of several runs only one can make
 * it. Throws `refused` when there is one already.
 */
export function signWorkFolder(io: CommitFs, root: string): string {
  const owner = newOwner();
  try {
    signAside(io, root, owner);
    return owner;
  } catch (cause) {
    release(owner);
    removeAside(io, root, owner);
    throw workEntries(io, root) ? later(root, cause) : cause;
  }
}

/** Takes a folder without an owner; one that has got an owner by now is another. */
function adopt(io: CommitFs, root: string, owner: string): void {
  io.writeFileSync(join(workFolder(root), ADOPTED), '', { flag: 'wx' });
  if (workEntries(io, root)?.some(isOwner)) throw later(root, undefined);
  io.writeFileSync(join(workFolder(root), owner), '');
}

/** Makes a run the owner of what another left; of several, only one can. Throws `refused` for the others. */
export function takeOver(io: CommitFs, root: string, entries: readonly string[]): string {
  const owner = newOwner();
  const at = (name: string) => join(workFolder(root), name);
  const [before] = entries.filter(isOwner).sort();
  try {
    if (before) io.renameSync(at(before), at(owner));
    else adopt(io, root, owner);
    return owner;
  } catch (cause) {
    release(owner);
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw ['ENOENT', 'EEXIST'].includes(code) ? later(root, cause) : cause;
  }
}
