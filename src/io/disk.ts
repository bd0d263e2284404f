import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import path, { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AppError, cannotRead, refusal } from '../core/errors.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { Base } from '../core/tree/tree.ts';
import { refuseIrregular, textAt } from './regular-file.ts';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

const isMissing = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));

/** Why a file cannot be read, and what to do about it. */
const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['permission denied', 'Give yourself the permission to read it.'],
  EISDIR: ['it is a folder', 'Move the folder away.'],
  ELOOP: ['its symbolic links lead in a circle', 'Remove the link.'],
  ENOTDIR: ['a part of its path is a file', 'Move that file away.'],
};

function decode(bytes: Buffer, path: ProjectPath): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw refusal(`${path} is not UTF-8 text`, { at: { path }, hint: 'Save it as UTF-8 first.' });
}

/** The target of a link, as the link has it; undefined for anything else. */
function linkAt(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

/** What is at a path, a link for itself; asked before the path is resolved, since an error is slow to create. */
function kindAt(file: string): 'absent' | 'link' | 'entry' {
  try {
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (!stat) return 'absent';
    return stat.isSymbolicLink() ? 'link' : 'entry';
  } catch {
    return 'link';
  }
}

const isAbsent = (file: string) => kindAt(file) === 'absent';

/** A path with its symbolic links resolved; it need not exist yet. */
export function realPath(file: string): string {
  if (isAbsent(file)) return join(realPath(dirname(file)), basename(file));
  try {
    return realpathSync.native(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const folder = realPath(dirname(file));
    const link = linkAt(file);
    return link === undefined ? join(folder, basename(file)) : realPath(resolve(folder, link));
  }
}

/** Whether the relative way from a folder leads out of it; on Windows, none leads to another drive. */
export const leadsOut = (way: string, { isAbsolute, sep } = path) =>
  way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);

/** Git's folder as a part of a path, with what Windows takes off a name's end. */
const GIT_FOLDER = /(^|[\\/])(\.git|git~1)[. ]*(:|[\\/]|$)/i;

/** Whether a path is in Git's own folder, under each name that a file system takes for it: macOS leaves out characters without a width. */
export const isOfGit = (way: string) => GIT_FOLDER.test(withoutFormat(way));

/** Most paths have none of these characters, and the search for them is slow. */
const withoutFormat = (way: string) =>
  /^[\x20-\x7e]*$/.test(way) ? way : way.replace(/\p{Cf}/gu, '');

/** As `relative`, which takes longer, and most files are below the folder. */
export const wayTo = (folder: string, file: string) =>
  file.startsWith(folder + sep) ? file.slice(folder.length + 1) : relative(folder, file);

/** Throws `refused` for a real place out of the project, or in Git's own folder. */
function checkedPlace(root: string, path: ProjectPath, real: string): string {
  const way = wayTo(root, real);
  if (isOfGit(way))
    throw refusal(`${path} leads into Git's own folder`, {
      at: { path },
      hint: 'What is there can run commands, so nothing is read or written there. Remove the symbolic link.',
    });
  if (!leadsOut(way)) return real;
  throw refusal(`${path} leads out of the project, to ${real}`, {
    at: { path },
    hint: 'Nothing is read or written through a symbolic link that leaves the project.',
  });
}

/** The real place of a project's path; throws `refused` when a symbolic link leads out of the project. */
export const insideProject = (root: string, path: ProjectPath): string =>
  checkedPlace(realPath(root), path, realPath(join(root, path)));

/** A folder of a project: its real path, and whether it exists. */
interface Folder {
  readonly real: string;
  readonly isThere: boolean;
}

/** Answers what `insideProject` does, for many paths at one moment: each folder is looked at once. */
export function placesInside(root: string): (path: ProjectPath) => string {
  const folders = new Map<string, Folder>();
  const folderAt = (path: string): Folder => {
    const known = folders.get(path);
    if (known) return known;
    const real = realPath(join(root, path));
    const folder = { real, isThere: !isAbsent(real) };
    folders.set(path, folder);
    return folder;
  };
  return (path) => {
    const { real, isThere } = folderAt(dirname(path));
    const file = real + sep + basename(path);
    const isLink = isThere && kindAt(file) === 'link';
    return checkedPlace(folderAt('.').real, path, isLink ? realPath(file) : file);
  };
}

function unreadable(path: ProjectPath, cause: unknown): AppError {
  const [reason, hint] = REASONS[codeOf(cause)] ?? [(cause as Error).message];
  return cannotRead(path, { reason }, { hint, cause });
}

function readRegular(file: string, path: ProjectPath): Buffer {
  refuseIrregular(file, path);
  return readFileSync(file);
}

/** The files of a folder that does not exist: none, wherever its path leads. */
const NOTHING: Base = { read: () => undefined };

/** The files below a folder of now; where it does not exist, nothing is looked for in it. */
export const folderBase = (root: string): Base => (isAbsent(root) ? NOTHING : diskBase(root));

/** The files below `root`; `placeOf` is the real place of a path, asked for at each reading. */
export const diskBase = (
  root: string,
  placeOf = (path: ProjectPath) => insideProject(root, path),
): Base => ({
  read(path) {
    try {
      return decode(readRegular(placeOf(path), path), path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error instanceof AppError ? error : unreadable(path, error);
    }
  },
});

/** Whether a path is that of an installed package's file. */
export const isOfPackage = (path: string) => /(^|\/)node_modules\//.test(path);

function textOf(file: string): string | undefined {
  try {
    return textAt(file);
  } catch {
    return undefined;
  }
}

/**
 * The files of installed packages, which are read as Node finds them: through the symbolic links of workspaces, and
 * in the folders around the project: `foldersAround`. Undefined for what cannot be read.
 */
export function packagesBase([root = '', ...around]: readonly string[]): Base {
  return {
    read(path) {
      const isOutermost = path.startsWith('node_modules/');
      for (const folder of isOutermost ? [root, ...around] : [root]) {
        const text = textOf(join(folder, path));
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}
