import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { usageError } from '../../core/errors.ts';
import { projectRoot } from '../generate/project-root.ts';
import { valued } from '../parser.ts';

/** Flags of the commands that run a project. */
const runFlags = {
  parameter: {
    type: 'array',
    string: true,
    requiresArg: true,
    default: [] as string[],
    describe: 'Parameter of the stack: <name>=<value>; repeat it',
  },
  template: valued({ describe: 'SAM template to run' }),
} as const;

export const invokeFlags = {
  ...runFlags,
  event: valued({
    describe: 'Sample event: its short name, a file, or - for standard input',
  }),
} as const;

export const devFlags = {
  ...runFlags,
  port: {
    type: 'number',
    requiresArg: true,
    describe: 'Port of the page; APIs take the next ones [default: 3000]',
  },
  schedules: { type: 'boolean', default: false, describe: 'Run schedules at their times' },
  persist: valued({
    describe:
      'Folder that keeps tables, objects, parameters and secrets for the next run; messages too, unless dev is killed',
  }),
} as const;

const COMMON = ['cwd', 'json', 'help'];

/** The flags of a command that runs a project, for suggestions; undefined for another command. */
export function flagsOfRun(command: string | undefined): readonly string[] | undefined {
  const own = { invoke: invokeFlags, dev: devFlags }[command ?? ''];
  return own && [...Object.keys(own), ...COMMON];
}

/** APIs take the ports after the page's, so the page cannot have the last ones. */
const LAST_PORT = 65_000;

/** The port of the page; throws `usage`. */
export function portOf(port: number | undefined): number | undefined {
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= LAST_PORT)) return port;
  throw usageError(
    '--port is not a valid port',
    `Give a whole number from 1 to ${LAST_PORT}, or 0 for any free port.`,
  );
}

/** `Stage=dev` of each `--parameter`; throws `usage`. */
export function parametersOf(given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(each) ?? [];
      if (name === undefined)
        throw usageError(`--parameter ${each} has no value`, 'Write it as <name>=<value>.');
      return [name, value!] as const;
    }),
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'it would be inside of a file',
  EACCES: 'this user may not write there',
};

/** Node's recursive mkdir never returns where the file system refuses folders, as `/proc` does. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** The folder of `--persist`, which is made where it does not exist; throws `usage`. */
export function keptFolder(persist: string | undefined): string | undefined {
  if (persist === undefined) return undefined;
  const folder = resolve(persist);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw usageError(
      `Nothing can be kept in ${persist}: ${REASONS[code] ?? message}`,
      'Name another folder with --persist.',
    );
  }
}

/** `--event -` as one word, for the parser takes a lone hyphen for an argument. */
export const withStandardInput = (argv: readonly string[]): string[] =>
  argv.flatMap((word, at) => {
    if (word === '-' && argv[at - 1] === '--event') return [];
    return word === '--event' && argv[at + 1] === '-' ? ['--event=-'] : [word];
  });

interface PlaceFlags {
  readonly cwd: string;
  readonly template?: string;
}

/** Where a project's app or template is, and the template that a flag names, relative to that. */
export function placeOf({ cwd, template }: PlaceFlags): { root: string; template?: string } {
  if (!template) {
    const { dir, scope } = projectRoot({ cwd });
    return { root: join(dir, scope) };
  }
  const { dir } = projectRoot({ cwd, template });
  const file = [cwd, dir]
    .map((folder) => resolve(folder, template))
    .find((each) => existsSync(each));
  return { root: dir, template: file ? relative(dir, file) : template };
}
