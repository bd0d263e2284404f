import { refusal } from '../core/errors.ts';
import { type ProjectPath, projectPath, upward } from '../core/paths.ts';
import { PACKAGE_MANAGERS, type Project } from '../core/project.ts';
import type { Base } from '../core/tree/tree.ts';
import { hasPackage, type PackageFile, parsePackage } from './package-file.ts';

type PackageManager = Project['packageManager'];

const LOCKS: Readonly<Record<string, PackageManager>> = {
  'package-lock.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
};

/** Whether a file exists, whatever it is. */
export const has = (base: Base, path: string) => {
  try {
    return base.read(projectPath(path)) !== undefined;
  } catch {
    // Bytes that are no text, such as those of bun.lockb
    return true;
  }
};

/** Whose lock file is nearest. */
export function packageManagerOf(base: Base, folder: string): PackageManager {
  for (const at of upward(folder))
    for (const [lock, manager] of Object.entries(LOCKS)) if (has(base, at + lock)) return manager;
  return PACKAGE_MANAGERS[0];
}

export interface HostPackage {
  readonly path: ProjectPath;
  readonly json: PackageFile;
}

function parsed(base: Base, path: ProjectPath): HostPackage {
  const json = parsePackage(base.read(path)!);
  if (json) return { path, json };
  throw refusal(`${path} is no JSON object`, { at: { path }, hint: 'Correct it first.' });
}

const hasCdk = ({ json }: HostPackage) => hasPackage(json, 'aws-cdk-lib');

/** The package.json of a CDK app: the nearest that has the CDK, or else the nearest; throws `refused` without one. */
export function hostPackage(base: Base, folder: string): HostPackage {
  const all = upward(folder)
    .map((at) => projectPath(`${at}package.json`))
    .filter((path) => base.read(path) !== undefined)
    .map((path) => parsed(base, path));
  const found = all.find(hasCdk) ?? all[0];
  if (found) return found;
  throw refusal('There is no package.json that the packages of a pattern could be added to', {
    hint: 'Make one first: npm init',
  });
}
