import picomatch from 'picomatch';
import { parseDocument } from 'yaml';
import { folderOf, type ProjectPath, projectPath, upward } from '../core/paths.ts';
import type { PackageManager } from '../core/project.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree/tree.ts';
import { isMap } from '../core/values/json.ts';
import { packageIn } from './package-file.ts';

/** Packages that share a lock file: https://docs.npmjs.com/cli/using-npm/workspaces, https://pnpm.io/workspaces. */
export interface Workspace {
  /** The file that lists the packages. */
  readonly path: ProjectPath;
  /** The keys of the list in that file. */
  readonly at: readonly string[];
  /** Paths of packages, or globs for them, from the folder of that file. */
  readonly patterns: readonly string[];
}

const strings = (value: unknown) =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

const packagesOf = (value: unknown) => (isMap(value) ? strings(value.packages) : []);

/** `workspaces` of a package.json is a list, or for yarn an object with the list `packages`. */
function inPackage(disk: Disk, at: string): Workspace {
  const path = projectPath(`${at}package.json`);
  const { workspaces } = packageIn(disk, at) ?? {};
  return Array.isArray(workspaces)
    ? { path, at: ['workspaces'], patterns: strings(workspaces) }
    : { path, at: ['workspaces', 'packages'], patterns: packagesOf(workspaces) };
}

function inPnpm(disk: Disk, at: string): Workspace {
  const path = projectPath(`${at}pnpm-workspace.yaml`);
  const document = parseDocument(quietly(disk, path) ?? '');
  const patterns = document.errors.length > 0 ? [] : packagesOf(document.toJS());
  return { path, at: ['packages'], patterns };
}

/** The nearest workspace around a folder, which ends with a slash or is empty; undefined where there is none. */
export function workspaceAround(
  disk: Disk,
  folder: string,
  manager: PackageManager,
): Workspace | undefined {
  const read = manager === 'pnpm' ? inPnpm : inPackage;
  return upward(folder)
    .map((at) => read(disk, at))
    .find(({ patterns }) => patterns.length > 0);
}

/** Whether the patterns of a workspace match the package in a folder; a pattern that begins with `!` takes packages out. */
export function isMember({ path, patterns }: Workspace, folder: string): boolean {
  const way = folder.slice(folderOf(path).length).replace(/\/$/, '');
  const matches = (pattern: string) => picomatch(pattern.replace(/^\.\/|\/$/g, ''))(way);
  const isOut = (pattern: string) => pattern.startsWith('!') && matches(pattern.slice(1));
  return patterns.some((each) => !each.startsWith('!') && matches(each)) && !patterns.some(isOut);
}
