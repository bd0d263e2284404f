import { MANIFEST } from './manifest/check.ts';
import { projectPath, upward } from './paths.ts';
import { PACKAGE_MANAGERS, type PackageManager } from './project.ts';
import { has, quietly } from './quietly.ts';
import type { Base } from './tree/tree.ts';

const LOCKS: Readonly<Record<string, PackageManager>> = {
  'package-lock.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
};

/** What the manifest of a project of ours says. */
function recordedManager(base: Base, at: string): PackageManager | undefined {
  const text = quietly(base, projectPath(at + MANIFEST)) ?? '';
  const [, recorded] = /"packageManager"\s*:\s*"(\w+)"/.exec(text) ?? [];
  return PACKAGE_MANAGERS.find((each) => each === recorded);
}

const lockedManager = (base: Base, at: string): PackageManager | undefined =>
  Object.entries(LOCKS).find(([lock]) => has(base, at + lock))?.[1];

/** By the nearest manifest, for a new project has no lock file yet, or the nearest lock file. */
export function packageManagerOf(base: Base, folder: string): PackageManager {
  for (const at of upward(folder)) {
    const found = recordedManager(base, at) ?? lockedManager(base, at);
    if (found) return found;
  }
  return PACKAGE_MANAGERS[0];
}

/** npm scripts of every emitted project that messages name. */
export type Script = 'check' | 'deploy' | 'dev' | 'invoke';

export const installCommand = (manager: PackageManager) => `${manager} install`;

/** Adds packages to a project, or other versions of what it has. */
export function addCommand(
  manager: PackageManager,
  packages: readonly string[],
  { isDev }: { readonly isDev: boolean },
): string {
  const add = manager === 'npm' ? 'npm install' : `${manager} add`;
  const dev = manager === 'npm' || manager === 'pnpm' ? '--save-dev' : '--dev';
  return [add, ...(isDev ? [dev] : []), ...packages].join(' ');
}

/** Runs an npm script: one of every project, or that of a pattern beside others. */
export const scriptCommand = (manager: PackageManager, script: Script | `${Script}:${string}`) =>
  `${manager} run ${script}`;

/** Runs a program of a package that is installed in the project. */
export const execCommand = (manager: PackageManager) =>
  ({ npm: 'npx', pnpm: 'pnpm exec', yarn: 'yarn', bun: 'bunx' })[manager];

/** What runs a package that the project does not install. Version 1 of Yarn has no `dlx`; `npx` is there beside any. */
const RUN_PACKAGE = { npm: 'npx', pnpm: 'pnpm dlx', yarn: 'npx', bun: 'bunx' } as const;

/** The versions that understand a project of this one: `0.1.4` is of the range `0.1`, `2.3.0` of `2`. */
function versionRange(version: string): string {
  const [major, minor] = version.split('.');
  return major === '0' ? `0.${minor}` : major!;
}

/** Runs this package, which the project does not install, in the range of a version. */
export const rangedCommand = (manager: PackageManager, version: string) =>
  `${RUN_PACKAGE[manager]} create-lambda-app@${versionRange(version)}`;
