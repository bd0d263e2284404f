import type { LambdaError } from './protocol.ts';

/** The largest response of a synchronous invocation, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MOST_RESPONSE_BYTES = 6 * 1024 * 1024 + 100;

const of = (errorType: string, errorMessage: string): LambdaError => ({ errorType, errorMessage });

export const timeoutFailure = (requestId: string, seconds: number) =>
  of(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  );

export const memoryFailure = (requestId: string) =>
  of(
    'Runtime.OutOfMemory',
    `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  );

export const sizeFailure = (bytes: number) =>
  of(
    'Function.ResponseSizeTooLarge',
    `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MOST_RESPONSE_BYTES} bytes).`,
  );

/** Why the operating system started no process. */
export const startFailure = ({ message }: Error) => of('Local.NotStarted', message);

/** The run ends while a function works: not an error of the function. */
export const stoppedFailure = () => of('Local.Stopped', 'The run ended before the function did');

/** V8 prints this, and aborts the process, when its heap is full. */
export const HEAP_IS_FULL = 'JavaScript heap out of memory';

/** Signals as Lambda writes them. */
const SIGNAL_NAMES: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
};

/** Lambda's message for a process that ended by itself. */
export function exitFailure(
  requestId: string,
  code: number | null,
  signal: NodeJS.Signals | null,
): LambdaError {
  const reason = signal
    ? `Runtime exited with error: signal: ${SIGNAL_NAMES[signal] ?? signal}`
    : code === 0
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: exit status ${code}`;
  return of('Runtime.ExitError', `RequestId: ${requestId} Error: ${reason}`);
}
