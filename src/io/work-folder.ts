import type fs from 'node:fs';
import { join, sep } from 'node:path';
import { refusal } from '../core/errors.ts';

/** The calls that a commit makes; tests pass in ones that fail. */
export type CommitFs = Pick<
  typeof fs,
  | 'chmodSync'
  | 'copyFileSync'
  | 'existsSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmSync'
  | 'rmdirSync'
  | 'statSync'
  | 'writeFileSync'
>;

/** The commit's own folder in the project: staged files, backups, the journal that lists them, and its owner. */
export const WORK_FOLDER = '.lambda-app-commit';

export const workFolder = (root: string) => join(root, WORK_FOLDER);
export const staged = (root: string, i: number) => `${workFolder(root)}${sep}${i}.new`;
export const backup = (root: string, i: number) => `${workFolder(root)}${sep}${i}.old`;

export const JOURNAL = 'journal.json';
/** What the journal is called once every file is in its place. */
export const DONE = 'done.json';
/** Made by the one run that takes over a folder without an owner. */
export const ADOPTED = 'adopted';

/** Its file says by its name alone whose the folder is, so that one rename changes the owner. */
export const isOwner = (name: string) => /^owner-\d+-[0-9a-f]+$/.test(name);

const isOurs = (name: string) =>
  /^\d+\.(new|old)$/.test(name) ||
  [JOURNAL, `${JOURNAL}.new`, DONE, ADOPTED].includes(name) ||
  isOwner(name);

const notOurs = (what: string) =>
  refusal(what, {
    at: { path: WORK_FOLDER },
    hint: 'Nothing was changed. Move it away: create-lambda-app writes there while it changes files.',
  });

function entriesOf(io: CommitFs, root: string) {
  try {
    return io.readdirSync(workFolder(root), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The names in the work folder; undefined where there is none. Throws `refused` where it is a file or a link, or has
 * something that no commit made: that is the user's, or leads out of the project.
 */
export function workEntries(io: CommitFs, root: string): readonly string[] | undefined {
  const stat = io.lstatSync(workFolder(root), { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (stat.isSymbolicLink()) throw notOurs(`${workFolder(root)} is a symbolic link`);
  if (!stat.isDirectory()) throw notOurs(`${workFolder(root)} is not a folder`);
  const entries = entriesOf(io, root);
  const other = entries?.find((entry) => !entry.isFile() || !isOurs(entry.name));
  if (other)
    throw notOurs(`${join(workFolder(root), other.name)} was not made by create-lambda-app`);
  return entries?.map(({ name }) => name);
}

/** Removes a folder that is empty; one that somebody put something in, or has removed, is left as it is. */
export function removeIfEmpty(io: CommitFs, folder: string): void {
  try {
    io.rmdirSync(folder);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code)) throw error;
  }
}

/** The journal goes first, for without it the rest is rubbish; the owner last, so that nobody else takes it. */
export function removeWorkFolder(io: CommitFs, root: string): void {
  const names = workEntries(io, root);
  if (!names) return;
  const owners = names.filter(isOwner);
  const others = names.filter((name) => !isOwner(name) && name !== JOURNAL);
  const journal = names.filter((name) => name === JOURNAL);
  for (const name of [...journal, ...others, ...owners]) io.rmSync(join(workFolder(root), name));
  removeIfEmpty(io, workFolder(root));
}
