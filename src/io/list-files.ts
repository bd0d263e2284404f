import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST } from '../core/manifest.ts';
import { isProjectPath, type ProjectPath } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree/tree.ts';
import { diskBase, isOfPackage, packagesBase, placesInside } from './disk.ts';
import { type Ignored, ignoredBelow } from './ignored.ts';
import { foldersAround } from './project-root.ts';

/** Folders that tools fill: dependencies, and what builds and tests leave behind. */
const MADE = new Set(
  'node_modules dist build out coverage cdk.out target __pycache__ venv vendor'.split(' '),
);

/** Where .NET builds into them; elsewhere `bin` may hold the code of an app, as that of a CDK app does. */
const DOTNET = new Set(['bin', 'obj']);

function isMade(name: string, beside: readonly Dirent[]): boolean {
  if (name.startsWith('.') || MADE.has(name)) return true;
  return DOTNET.has(name) && beside.some((file) => /\.(cs|fs|vb)proj$/.test(file.name));
}

/** A folder that cannot be read counts as empty. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A project of ours in a folder of another is that project's, and not the other's. */
const isProject = (entries: readonly Dirent[]) => entries.some(({ name }) => name === MANIFEST);

const hasRules = (entries: readonly Dirent[]) => entries.some(({ name }) => name === '.gitignore');

interface Walk {
  readonly root: string;
  readonly from: string;
  /** Whether the project in a folder, by its absolute path, is left out. */
  readonly isOther: (folder: string) => boolean;
  readonly found: ProjectPath[];
}

function walk(all: Walk, below: string, around: Ignored): void {
  const folder = join(all.root, below);
  const entries = entriesOf(folder);
  if (below !== all.from && isProject(entries) && all.isOther(folder)) return;
  const ignored = hasRules(entries) ? around.and(below) : around;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below + entry.name;
    // A file that a project path cannot name is left out: `a:notes.txt`, or a folder with a backslash
    if (!isProjectPath(path)) continue;
    if (entry.isDirectory() && !isMade(entry.name, entries)) {
      if (!ignored.has(`${path}/`)) walk(all, `${path}/`, ignored);
    } else if (entry.isFile() && !ignored.has(path)) all.found.push(path);
  }
}

/** The rules of the folders from the root of a project to one in it. */
function ignoredAround(root: string, from: string): Ignored {
  const parts = from.split('/').slice(0, -1);
  const folders = parts.map((_, i) =>
    parts
      .slice(0, i)
      .map((part) => `${part}/`)
      .join(''),
  );
  return folders.reduce((ignored, folder) => ignored.and(folder), ignoredBelow(root));
}

/** The files of a folder alone, as far as they can be read and Git does not ignore them. */
export function folderDisk(folder: string): Disk {
  const ignored = ignoredBelow(folder).and('');
  const names = entriesOf(folder).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  return {
    list: () => names.filter(isProjectPath).filter((name) => !ignored.has(name)),
    read: (path) => quietly(diskBase(folder), path),
  };
}

/**
 * The files below `root`, sorted within their folders; read once, and symbolic links are not followed. Those of other
 * projects are left out: of each folder with a manifest, unless `isOther` says otherwise.
 */
export function projectDisk(
  root: string,
  isOther: Walk['isOther'] = () => true,
  files = diskBase(root),
): Disk {
  const lists = new Map<string, ProjectPath[]>();
  const folders = foldersAround(root);
  const packages = packagesBase(folders);
  return {
    around: folders.slice(1).map((folder) => diskBase(folder)),
    read: (path) => (isOfPackage(path) ? packages : files).read(path),
    list(folder = '') {
      const there = lists.get(folder);
      if (there) return there;
      const found: ProjectPath[] = [];
      walk({ root, from: folder, isOther, found }, folder, ignoredAround(root, folder));
      lists.set(folder, found);
      return found;
    },
  };
}

/** A project's files as they are at one moment, for a command that reads many of them and writes nothing. */
export const projectNow = (root: string): Disk =>
  projectDisk(root, undefined, diskBase(root, placesInside(root)));
