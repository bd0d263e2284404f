import { Signer } from '@aws-sdk/rds-signer';
import { Pool } from 'pg';
import * as z from 'zod/mini';
import type { Row, Value } from './database.ts';
import { readEnv } from './env.ts';
import { HttpError } from './errors.ts';

const text = z.string().check(z.minLength(1));
const { PGHOST, PGPORT, PGUSER } = readEnv({ PGHOST: text, PGPORT: text, PGUSER: text });

const signer = new Signer({ hostname: PGHOST, port: Number(PGPORT), username: PGUSER });

// It reads PGHOST and the others, and PGSSLMODE, by itself
const pool = new Pool({
  // An environment runs one request at a time
  max: 1,
  // Signed without a call; it is asked for whenever a connection is made
  password: () => signer.getAuthToken(),
  // Two attempts end within 9 s, and the function within 10 s
  connectionTimeoutMillis: 1500,
  statement_timeout: 1400,
  query_timeout: 1500,
  // What a frozen environment leaves open would keep the database from pausing
  options: '-c idle_session_timeout=60000',
});

// Lost while idle: the next statement makes another connection
pool.on('error', () => {});

/** Codes of transient errors, of PostgreSQL and of sockets: the same statement may succeed later. */
const transient = new Set(['40001', '40P01', '53300', '57014', '57P03', 'ECONNREFUSED']);

/** Codes of a connection that is gone. */
const lost = new Set(['57P01', '57P02', '57P05', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** A database that had paused resumes with the first connection: that takes longer than a request may. */
const isResuming = ({ message }: Error) => /timeout exceeded|connection timeout/.test(message);

const isLost = (error: Error & { code?: string }) =>
  lost.has(error.code ?? '') || /terminated unexpectedly|read timeout/.test(error.message);

/** Runs one statement in a request; `:name` in it is a parameter. A transient error is answered with 503. */
export async function answer(
  sql: string,
  parameters: Record<string, Value | undefined>,
): Promise<Row[]> {
  const names = Object.keys(parameters);
  const query = {
    text: sql.replace(/:(\w+)/g, (_, name) => `$${names.indexOf(name) + 1}`),
    values: Object.values(parameters),
  };
  try {
    // An environment that was frozen for long finds its connection gone
    const run = () => pool.query<Row>(query);
    return (await run().catch((error) => (isLost(error) ? run() : Promise.reject(error)))).rows;
  } catch (error) {
    throw asAnswer(error as Error);
  }
}

function asAnswer(error: Error & { code?: string }): Error {
  if (isResuming(error))
    return Object.assign(new HttpError(503, 'The database is starting'), { retryAfter: 15 });
  return transient.has(error.code ?? '') || isLost(error)
    ? new HttpError(503, 'The service is busy')
    : error;
}
