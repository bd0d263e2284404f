import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installCommand } from '../../core/commands.ts';
import { refusal } from '../../core/errors.ts';
import { isOwnProject, readAnyManifest } from '../../core/manifest.ts';
import { quietly } from '../../core/quietly.ts';
import type { Base } from '../../core/tree/tree.ts';
import { packageManagerOf } from '../../host/host.ts';
import { packageIn } from '../../host/package-file.ts';
import { diskBase } from '../../io/disk.ts';
import { foldersAround } from '../../io/project-root.ts';

/** What synthesises the infrastructure, and what bundles functions. */
const NEEDED = ['aws-cdk-lib', 'esbuild'];

function managerOf(base: Base) {
  const manifest = readAnyManifest({ read: (path) => quietly(base, path) });
  return isOwnProject(manifest) ? manifest.project.packageManager : packageManagerOf(base, '');
}

/** Without its packages, nothing of a project runs: each part of it would say so in other words. Throws `refused`. */
export function refuseUninstalled(root: string): void {
  const base = diskBase(root);
  const { dependencies, devDependencies } = packageIn(base, '') ?? {};
  const named = Object.keys({ ...dependencies, ...devDependencies });
  const folders = createRequire(join(root, 'package.json')).resolve.paths('esbuild') ?? [];
  const isThere = (name: string) => folders.some((folder) => existsSync(join(folder, name)));
  const isWithoutFolders = foldersAround(root).some((each) => existsSync(join(each, '.pnp.cjs')));
  if (isWithoutFolders || NEEDED.every((name) => !named.includes(name) || isThere(name))) return;
  throw refusal('The packages of the project are not installed', {
    hint: `Run ${installCommand(managerOf(base))} first.`,
  });
}
