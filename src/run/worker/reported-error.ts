import { types } from 'node:util';
import type { LambdaError } from './protocol.ts';

/** An error as the Node.js runtime reports it to Lambda. Anything can be thrown, even what has no text. */
export function reported(error: unknown, errorType?: string): LambdaError {
  try {
    if (!types.isNativeError(error) && !(error instanceof Error))
      return { errorType: typeof error, errorMessage: String(error), trace: [] };
    return {
      errorType: errorType ?? String(error.name),
      errorMessage: String(error.message),
      trace: String(error.stack ?? '').split('\n'),
    };
  } catch {
    return { errorType: 'handled', errorMessage: 'The error has no text', trace: [] };
  }
}
