import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import type { LambdaError } from '../worker/protocol.ts';

/** The largest event of a synchronous invocation, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MOST_EVENT_BYTES = 6 * 1024 * 1024;

/** A call that Lambda answers without running the function. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
export interface RefusedCall extends LambdaError {
  readonly status: 413 | 429;
}

/** Why Lambda would not run a function for an event; undefined where it would. */
export function refusedCall(fn: DeployedFunction, event: string): RefusedCall | undefined {
  const bytes = Buffer.byteLength(event);
  if (bytes > MOST_EVENT_BYTES) {
    const errorMessage = `${bytes} byte payload is too large for the RequestResponse invocation type (limit ${MOST_EVENT_BYTES} bytes)`;
    return { status: 413, errorType: 'RequestTooLargeException', errorMessage };
  }
  if (fn.concurrency !== 0) return undefined;
  return { status: 429, errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' };
}
