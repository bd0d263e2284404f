import type { PackageFile } from '../package-file.ts';

export const RUNNERS = ['vitest', 'jest', 'mocha', 'node'] as const;
export type Runner = (typeof RUNNERS)[number];

/** The test runner that a package.json installs, or that its scripts run. */
export function runnerOf(file: PackageFile): Runner | undefined {
  const all = { ...file.dependencies, ...file.devDependencies };
  const installed = RUNNERS.find((runner) => runner !== 'node' && Object.hasOwn(all, runner));
  if (installed) return installed;
  return /\bnode\b.* --test\b/.test(Object.values(file.scripts ?? {}).join('\n'))
    ? 'node'
    : undefined;
}
