import { folderOf, joined } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import type { ResolveClass } from '../../editors/cdk/syntax/constructs.ts';
import { exportedClass } from '../../editors/cdk/syntax/exports.ts';
import type { Export } from '../../editors/cdk/syntax/imports.ts';

const ENDINGS = ['.ts', '.js', '.mts', '.mjs', '/index.ts', '/index.js'];

/** How many classes and exports are followed. */
const DEPTH = 4;

/** The file that a module of the app is in, as another one imports it. */
function fileOf(disk: Disk, from: string, module: string) {
  const bare = module.replace(/\.[cm]?[jt]s$/, '');
  return ENDINGS.map((ending) => joined(folderOf(from), bare + ending)).find(
    (path) => path && disk.list().includes(path),
  );
}

function follow(disk: Disk, from: string, of: Export, depth: number): Export | undefined {
  if (!of.module.startsWith('.')) return of;
  const path = depth < DEPTH ? fileOf(disk, from, of.module) : undefined;
  if (!path) return undefined;
  const { base, from: others } = exportedClass(disk.read(path) ?? '', of.name);
  if (base) return follow(disk, path, base, depth + 1);
  return others.map((each) => follow(disk, path, each, depth + 1)).find(Boolean);
}

/** What the classes of other modules extend that a module of the app imports. */
export const classesFrom =
  (disk: Disk, path: string): ResolveClass =>
  (of) =>
    of.module.startsWith('.') ? (follow(disk, path, of, 0) ?? of) : of;
