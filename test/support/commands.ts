import { delimiter, join } from 'node:path';
import { execa, type Options } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Scripts of test/support/preload that are loaded first. */
  readonly preload?: readonly string[];
  /** Columns and rows of a pseudo-terminal of the system, which util-linux's `script` makes. */
  readonly pty?: readonly [columns: number, rows: number];
}

const preloadFlags = (names: readonly string[] = []) =>
  names.flatMap((name) => ['--import', join(packageRoot, 'test/support/preload', `${name}.mjs`)]);

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ');

const inPty = ([columns, rows]: readonly [number, number], words: readonly string[]) =>
  [
    'script',
    '-qefc',
    `stty cols ${columns} rows ${rows}; exec ${quoted(words)}`,
    '/dev/null',
  ] as const;

/** How a built command is started: without colours, and without the package manager that runs the tests. */
export function start(command: string, args: readonly string[], around: Surroundings = {}) {
  const { npm_config_user_agent: _, ...env } = process.env;
  const options = {
    cwd: around.cwd,
    // No test waits for a registry: the programs that install are scripts of the tests
    env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0', npm_config_offline: 'true', ...around.env },
    extendEnv: false,
    reject: false,
    // A command that hangs is to fail its own test, and not to hold up all the others.
    timeout: 30_000,
    stripFinalNewline: false,
  } satisfies Options;
  const file = join(packageRoot, 'bin', `${command}.js`);
  const words = [process.execPath, ...preloadFlags(around.preload), file, ...args] as const;
  const [program, ...rest] = around.pty ? inPty(around.pty, words) : words;
  return execa(program, rest, options);
}

async function run(command: string, args: readonly string[], around?: Surroundings) {
  const child = start(command, args, around);
  child.stdin.end();
  const { exitCode, signal, stdout, stderr } = await child;
  return { exitCode, signal, stdout, stderr } satisfies Outcome;
}

export const createLambdaApp = (args: readonly string[], around?: Surroundings) =>
  run('create-lambda-app', args, around);

export const lambdaGen = (args: readonly string[], around?: Surroundings) =>
  run('lambda-gen', args, around);

/** How messages name the commands of a checkout. */
export const STARTED = `node ${join(packageRoot, 'bin/create-lambda-app.js')}`;

/** Flags of a project that is created without a question, an install or a repository. */
export const QUIET = ['--yes', '--no-install', '--no-git'] as const;

export const pathWith = (folder: string) => `${folder}${delimiter}${process.env.PATH}`;
