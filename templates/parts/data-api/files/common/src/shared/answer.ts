import { isResuming, query, type Row, type Value } from './database.ts';
import { HttpError } from './errors.ts';

/** The names of transient errors: the same statement may succeed later. */
const transient = new Set([
  'DatabaseUnavailableException',
  'InternalServerErrorException',
  'ServiceUnavailableError',
  'StatementTimeoutException',
]);

// Two attempts end within 4 s: a function of 10 s has the time for two calls
const requestTimeout = 1500;

/** `query` in a request: a transient error is answered with 503. */
export async function answer(
  sql: string,
  parameters: Record<string, Value | undefined>,
): Promise<Row[]> {
  try {
    return await query(sql, parameters, { requestTimeout });
  } catch (error) {
    if (isResuming(error)) {
      throw Object.assign(new HttpError(503, 'The database is starting'), { retryAfter: 15 });
    }
    if (error instanceof Error && transient.has(error.name)) {
      throw new HttpError(503, 'The service is busy');
    }
    throw error;
  }
}
