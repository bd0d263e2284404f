import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installCommand } from '../../core/commands.ts';
import { refusal } from '../../core/errors.ts';
import { MANIFEST } from '../../core/manifest.ts';
import { PACKAGE_MANAGERS } from '../../core/project.ts';
import { foldersAround } from '../../io/project-root.ts';
import { lockedBy } from '../services/emulators.ts';

/** What synthesises the infrastructure, and what bundles functions. */
const NEEDED = ['aws-cdk-lib', 'esbuild'];

/** A JSON file as far as it can be read. */
function jsonIn(root: string, name: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(join(root, name), 'utf8')) ?? {};
  } catch {
    return {};
  }
}

/** A new project has no lock file yet: its manifest says what installs it. */
const managerOf = (root: string) => {
  const { packageManager } = jsonIn(root, MANIFEST);
  return PACKAGE_MANAGERS.find((each) => each === packageManager) ?? lockedBy(root);
};

/** Without its packages, nothing of a project runs: each part of it would say so in other words. Throws `refused`. */
export function refuseUninstalled(root: string): void {
  const { dependencies, devDependencies } = jsonIn(root, 'package.json');
  const named = Object.keys({ ...(dependencies as object), ...(devDependencies as object) });
  const folders = createRequire(join(root, 'package.json')).resolve.paths('esbuild') ?? [];
  const isThere = (name: string) => folders.some((folder) => existsSync(join(folder, name)));
  const isWithoutFolders = foldersAround(root).some((each) => existsSync(join(each, '.pnp.cjs')));
  if (isWithoutFolders || NEEDED.every((name) => !named.includes(name) || isThere(name))) return;
  throw refusal('The packages of the project are not installed', {
    hint: `Run ${installCommand(managerOf(root))} first.`,
  });
}
