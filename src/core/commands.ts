import type { PackageManager } from './project.ts';

/** npm scripts of every emitted project that messages name. */
export type Script = 'check' | 'deploy' | 'dev' | 'invoke';

export const installCommand = (manager: PackageManager) => `${manager} install`;

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
