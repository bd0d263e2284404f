import type { PackageFile } from '../package-file.ts';

export const RUNNERS = ['vitest', 'jest', 'mocha', 'node'] as const;
export type Runner = (typeof RUNNERS)[number];

/** Scripts that run it by its name; a word behind an option, such as `--env jest`, is a value. */
const RUNS: Readonly<Record<Runner, RegExp>> = {
  vitest: /(?<!-[\w-]+[ =])(?<![\w@/:-])vitest(?![\w:./-])/,
  jest: /(?<!-[\w-]+[ =])(?<![\w@/:-])jest(?![\w:./-])/,
  mocha: /(?<!-[\w-]+[ =])(?<![\w@/:-])mocha(?![\w:./-])/,
  node: /\bnode\b.* --test\b/,
};

/** The test runner that a package.json installs, or that its scripts run: a workspace installs it in its root. */
export function runnerOf({ dependencies, devDependencies, scripts }: PackageFile) {
  const all = { ...dependencies, ...devDependencies };
  const commands = Object.values(scripts ?? {});
  return (
    RUNNERS.find((runner) => Object.hasOwn(all, runner) && runner !== 'node') ??
    RUNNERS.find((runner) => commands.some((command) => RUNS[runner].test(command)))
  );
}
