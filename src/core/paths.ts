import { refusal } from './errors.ts';

/** A posix path inside the project: relative, without `..`, never empty. Only `projectPath` makes one. */
export type ProjectPath = string & { readonly __brand: 'ProjectPath' };

export const isProjectPath = (path: string): path is ProjectPath =>
  path !== '' &&
  !path.startsWith('/') &&
  !/^[a-z]:/i.test(path) &&
  !path.includes('\\') &&
  !path.includes('\0') &&
  path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');

/** Parses a path that came from outside (a manifest, a template); throws `refused` when it could leave the project. */
export function projectPath(path: string): ProjectPath {
  if (isProjectPath(path)) return path;
  throw refusal(`${JSON.stringify(path)} is not a path inside the project`, {
    hint: 'Paths are relative to the project, with forward slashes and without "..".',
  });
}

/** The folder of a path, with a slash behind it; empty for a file at the root. */
export const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

export const nameIn = (path: string) => path.slice(path.lastIndexOf('/') + 1);

export const withoutEnding = (path: string) => path.replace(/\.\w+$/, '');
export const endingOf = (path: string) => path.slice(withoutEnding(path).length);

/** Whether a module is TypeScript. */
export const isTyped = (path: string) => /\.[cm]?ts$/.test(path);

/** A folder and those around it, the nearest first; each with a slash behind it, the project's own is empty. */
export function upward(folder: string): readonly string[] {
  return folder === '' ? [''] : [folder, ...upward(folderOf(folder.slice(0, -1)))];
}

/** On Windows, SAM takes backslashes as well. */
export const withSlashes = (path: string) => path.replaceAll('\\', '/');

/** A path without `.` and `..`; undefined when it leads out of the project, or is no path of one. */
export function joined(...parts: readonly string[]): ProjectPath | undefined {
  const segments: string[] = [];
  for (const segment of withSlashes(parts.join('/')).split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '' && segment !== '.' && segment !== '..') segments.push(segment);
  }
  const path = segments.join('/');
  return isProjectPath(path) ? path : undefined;
}
