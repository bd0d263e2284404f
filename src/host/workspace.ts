import picomatch from 'picomatch';
import { parse } from 'yaml';
import { folderOf, type ProjectPath, projectPath, upward } from '../core/paths.ts';
import type { PackageManager } from '../core/project.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree/tree.ts';
import { parsePackage } from './package-file.ts';

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

/** In package.json, `workspaces` is a list, or for yarn an object with the list `packages`. */
function inPackage(text: string): Omit<Workspace, 'path'> {
  const { workspaces } = (parsePackage(text) ?? {}) as { workspaces?: unknown };
  if (Array.isArray(workspaces)) return { at: ['workspaces'], patterns: strings(workspaces) };
  const { packages } = (workspaces ?? {}) as { packages?: unknown };
  return { at: ['workspaces', 'packages'], patterns: strings(packages) };
}

function inPnpm(text: string): Omit<Workspace, 'path'> {
  try {
    const { packages } = (parse(text) ?? {}) as { packages?: unknown };
    return { at: ['packages'], patterns: strings(packages) };
  } catch {
    return { at: ['packages'], patterns: [] };
  }
}

/** The nearest workspace around a folder, which ends with a slash or is empty; undefined where there is none. */
export function workspaceAround(
  disk: Disk,
  folder: string,
  manager: PackageManager,
): Workspace | undefined {
  const [name, read] =
    manager === 'pnpm'
      ? (['pnpm-workspace.yaml', inPnpm] as const)
      : (['package.json', inPackage] as const);
  const all = upward(folder).map((at) => {
    const path = projectPath(at + name);
    return { path, ...read(quietly(disk, path) ?? '') };
  });
  return all.find(({ patterns }) => patterns.length > 0);
}

/** Whether the patterns of a workspace match the package in a folder; a pattern that begins with `!` takes packages out. */
export function isMember({ path, patterns }: Workspace, folder: string): boolean {
  const way = folder.slice(folderOf(path).length).replace(/\/$/, '');
  const matches = (pattern: string) => picomatch(pattern.replace(/^\.\/|\/$/g, ''))(way);
  const [out, taken] = [true, false].map((isOut) =>
    patterns.filter((each) => each.startsWith('!') === isOut),
  );
  return taken!.some(matches) && !out!.some((each) => matches(each.slice(1)));
}
