import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeFolder } from './home-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The user's own folder for caches, as the operating system has it. */
function cacheRoot(env: Environment): string | undefined {
  if (process.platform === 'win32') return env.LOCALAPPDATA;
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  const home = homeFolder();
  return home && join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/** Whether only this user and root can put a file in a folder. */
function isPrivate(folder: string, uid: number): boolean {
  const stat = lstatSync(folder);
  return stat.isDirectory() && stat.uid === uid && (stat.mode & OTHERS_WRITE) === 0;
}

/** Whether only this user and root can replace a folder that is in this one. */
function isSafeAround(folder: string, uid: number): boolean {
  const { uid: owner, mode } = lstatSync(folder);
  const isOwned = owner === uid || owner === 0;
  return isOwned && ((mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0);
}

function areSafeAround(folder: string, uid: number): boolean {
  const around = dirname(folder);
  return around === folder || (isSafeAround(around, uid) && areSafeAround(around, uid));
}

/** Windows has no such modes; the profile of a user is private there. */
function isTrusted(folder: string, uid = process.getuid?.()): boolean {
  return uid === undefined || (isPrivate(folder, uid) && areSafeAround(folder, uid));
}

const nearestFolder = (path: string): string =>
  existsSync(path) ? realpathSync(path) : nearestFolder(dirname(path));

/**
 * The folder of the code cache, made where it is missing. Undefined where others could write to it: what is in it is
 * executed.
 */
export function cacheFolder(name: string, env: Environment = process.env): string | undefined {
  const root = cacheRoot(env);
  if (!root) return undefined;
  const folder = join(root, name);
  try {
    if (!isTrusted(nearestFolder(folder))) return undefined;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}
