import pc from 'picocolors';
import { AppError, Cancelled } from '../core/errors.ts';
import { formatError, printError } from './ui.ts';

const ISSUES = 'https://github.com/create-lambda-app/create-lambda-app/issues';

const EXIT_CODES = { usage: 2, refused: 1, bug: 70 } as const;

/** The conventional code of a process that SIGINT ended: 128 + 2. */
const EXIT_CANCELLED = 130;

const kindOf = (error: unknown) => (error instanceof AppError ? error.kind : 'bug');

function explain(error: unknown): string {
  if (error instanceof Cancelled) return error.message;
  if (error instanceof AppError && error.kind !== 'bug') return formatError(error);
  const detail = error instanceof Error ? error.stack : String(error);
  return `${pc.red('✖')} This is a bug in create-lambda-app.\n${detail}\n  Please report it: ${ISSUES}`;
}

function asJson(error: unknown): string {
  const { message, hint, at, paste } = error as AppError;
  const kind = error instanceof Cancelled ? 'cancelled' : kindOf(error);
  return JSON.stringify({ error: { kind, message, hint, at, paste } }, null, 2);
}

function exitCodeOf(error: unknown, json: boolean): number {
  printError(json ? asJson(error) : explain(error));
  if (error instanceof Cancelled) return EXIT_CANCELLED;
  return EXIT_CODES[kindOf(error)];
}

/** Whoever reads the output may stop early (`| head`): that is no error of ours. */
function tolerateClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Runs a command line to its end and sets the exit code of the process. */
export async function main(run: (argv: readonly string[]) => Promise<void>): Promise<void> {
  const argv = process.argv.slice(2);
  tolerateClosedPipe();
  try {
    await run(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error, argv.includes('--json'));
  }
}
