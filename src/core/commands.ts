import type { PackageManager } from './project.ts';

/** npm scripts of every emitted project that messages name. */
export type Script = 'check' | 'deploy';

export const installCommand = (manager: PackageManager) => `${manager} install`;

/** Runs an npm script: one of every project, or that of a pattern beside others. */
export const scriptCommand = (manager: PackageManager, script: Script | `${Script}:${string}`) =>
  `${manager} run ${script}`;

/** Runs a program of a package that is installed in the project. */
export const execCommand = (manager: PackageManager) =>
  ({ npm: 'npx', pnpm: 'pnpm exec', yarn: 'yarn', bun: 'bunx' })[manager];

/** Runs a command of this package, which the project does not install. */
export const generatorCommand = (manager: PackageManager) =>
  ({
    npm: 'npx --package create-lambda-app lambda-gen',
    pnpm: 'pnpm --package create-lambda-app dlx lambda-gen',
    yarn: 'yarn dlx --package create-lambda-app lambda-gen',
    bun: 'bunx --package create-lambda-app lambda-gen',
  })[manager];
