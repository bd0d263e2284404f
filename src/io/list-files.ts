import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST } from '../core/manifest.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree.ts';
import { diskBase } from './disk.ts';

/** Folders that tools fill: dependencies, and what builds and tests leave behind. */
const MADE = new Set(
  'node_modules dist build out coverage cdk.out target bin obj __pycache__ venv vendor'.split(' '),
);

const isSkipped = (name: string) => name.startsWith('.') || MADE.has(name);

/** A folder that cannot be read has no files for us. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A project of ours in a folder of another is that project's, and not the other's. */
const isProject = (entries: readonly Dirent[]) => entries.some(({ name }) => name === MANIFEST);

function walk(root: string, from: string, below: string, found: ProjectPath[]): void {
  const entries = entriesOf(join(root, below));
  if (below !== from && isProject(entries)) return;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below + entry.name;
    if (entry.isDirectory() && !isSkipped(entry.name)) walk(root, from, `${path}/`, found);
    else if (entry.isFile() && !entry.name.includes('\\')) found.push(projectPath(path));
  }
}

/** The files below `root`, sorted within their folders; read once, and symbolic links are not followed. */
export function projectDisk(root: string): Disk {
  const lists = new Map<string, ProjectPath[]>();
  return {
    ...diskBase(root),
    list(folder = '') {
      const there = lists.get(folder);
      if (there) return there;
      const found: ProjectPath[] = [];
      walk(root, folder, folder, found);
      lists.set(folder, found);
      return found;
    },
  };
}
