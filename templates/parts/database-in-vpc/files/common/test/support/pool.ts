import { Pool, type QueryConfig } from 'pg';
import { vi } from 'vitest';
import { postgres } from './data-api.ts';

// Handlers read them when they start: tests import this file before them
process.env.PGHOST = 'localhost';
process.env.PGPORT = '5433';
process.env.PGUSER = 'app';

const query = vi.spyOn(Pool.prototype, 'query');

const run = ({ text, values = [] }: QueryConfig) => postgres.query(text, values);

/** Answers every statement from the database in this process. */
export function answerFromPostgres(): void {
  query.mockReset().mockImplementation(run as never);
}

/** Fails every statement. */
export function fail(...errors: Error[]): void {
  query.mockReset();
  for (const error of errors.slice(0, -1)) query.mockRejectedValueOnce(error as never);
  query.mockRejectedValue(errors.at(-1) as never);
}

/** The statements of the current test. */
export const sent = () => query.mock.calls.map(([config]) => config);
