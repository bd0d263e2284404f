import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { addCommand, installCommand, packageManagerOf } from '../../core/commands.ts';
import { refusal } from '../../core/errors.ts';
import { projectPath } from '../../core/paths.ts';
import type { Base } from '../../core/tree/tree.ts';
import { jsonIn } from '../../editors/json/nodes.ts';
import { diskBase } from '../../io/disk.ts';
import { foldersAround } from '../../io/project-root.ts';

/** What synthesises the infrastructure, and what bundles functions. */
const NEEDED = ['aws-cdk-lib', 'esbuild'];

/** A JSON file as far as it can be read. */
const objectIn = (disk: Base, path: string) =>
  (jsonIn(disk.read(projectPath(path)) ?? '{}') ?? {}) as Readonly<Record<string, unknown>>;

/** How a project gets a package that running it needs. */
export const addToRun = (root: string, packageName: string): string =>
  addCommand(packageManagerOf(diskBase(root), ''), [packageName], { isDev: true });

/** Without its packages, nothing of a project runs: each part of it would say so in other words. Throws `refused`. */
export function refuseUninstalled(root: string): void {
  const disk = diskBase(root);
  const { dependencies, devDependencies } = objectIn(disk, 'package.json');
  const named = Object.keys({ ...(dependencies as object), ...(devDependencies as object) });
  const folders = createRequire(join(root, 'package.json')).resolve.paths('esbuild') ?? [];
  const isThere = (name: string) => folders.some((folder) => existsSync(join(folder, name)));
  const isWithoutFolders = foldersAround(root).some((each) => existsSync(join(each, '.pnp.cjs')));
  if (isWithoutFolders || NEEDED.every((name) => !named.includes(name) || isThere(name))) return;
  throw refusal('The packages of the project are not installed', {
    hint: `Run ${installCommand(packageManagerOf(disk, ''))} first.`,
  });
}
