import { AppError, Cancelled, refusal } from '../core/errors.ts';
import { reasonOf } from '../io/failure.ts';
import { packageVersion } from '../io/package-root.ts';
import pc from './colours.ts';
import { asksJson, withHelp } from './command-line.ts';
import { asInvoked } from './invocation.ts';
import { formatError, print, printError } from './ui.ts';

const ISSUES = 'https://github.com/create-lambda-app/create-lambda-app/issues';

const EXIT_CODES = { usage: 2, refused: 1, bug: 70 } as const;

/** The conventional code of a process that SIGINT ended: 128 + 2. */
const EXIT_CANCELLED = 130;

/** A failed call of the operating system: not a bug of this program. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

/** The error as the user is to read it. */
function readable(error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const what = error.path === undefined ? error.message : `${error.path}: ${reasonOf(error)}`;
  return refusal(what, {
    hint: 'The operating system refused this. Remove the cause and run the command again.',
    cause: error,
  });
}

const kindOf = (error: unknown) => (error instanceof AppError ? error.kind : 'bug');

function explain(error: unknown): string {
  if (error instanceof Cancelled) return error.message;
  if (error instanceof AppError && error.kind !== 'bug') return formatError(error);
  const detail = error instanceof Error ? error.stack : String(error);
  return `${pc.red('✖')} This is a bug in create-lambda-app.\n${detail}\n  Please report it: ${ISSUES}`;
}

function asJson(error: unknown): string {
  const { message: said, hint: next, at, paste } = error as AppError;
  const [message, hint] = [said, next].map((text) => text && asInvoked(text));
  const kind = error instanceof Cancelled ? 'cancelled' : kindOf(error);
  return JSON.stringify({ error: { kind, message, hint, at, paste } }, null, 2);
}

function exitCodeOf(thrown: unknown, json: boolean): number {
  const error = readable(thrown);
  printError(json ? asJson(error) : explain(error));
  if (error instanceof Cancelled) return EXIT_CANCELLED;
  return EXIT_CODES[kindOf(error)];
}

/** The reader of the output may stop early (`| head`): that is not an error. A full disk is, and is said once. */
function watchOutput(): void {
  let hasFailed = false;
  const onError = (error: NodeJS.ErrnoException) => {
    if (hasFailed || error.code === 'EPIPE') return;
    hasFailed = true;
    process.exitCode = EXIT_CODES.refused;
    printError(formatError(refusal(`The output cannot be written: ${reasonOf(error)}`)));
  };
  process.stdout.on('error', onError);
  process.stderr.on('error', onError);
}

/** A shell may be in a folder that another has removed; nothing can be found from there. */
function refuseVanishedFolder(): void {
  try {
    process.cwd();
  } catch (cause) {
    throw refusal('The current folder has been removed', {
      hint: 'Change to a folder that exists: cd ~',
      cause,
    });
  }
}

/** Nothing needs to be loaded for the most frequent question of scripts. */
const asksVersionAlone = ([word, ...more]: readonly string[]) =>
  more.length === 0 && (word === '--version' || word === '-v');

/** Runs a command line to its end and sets the exit code of the process. */
export async function main(run: (argv: readonly string[]) => Promise<void>): Promise<void> {
  const argv = withHelp(process.argv.slice(2));
  watchOutput();
  try {
    refuseVanishedFolder();
    if (asksVersionAlone(argv)) print(packageVersion());
    else await run(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error, asksJson(argv));
  }
}
