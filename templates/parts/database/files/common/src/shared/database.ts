import { ExecuteStatementCommand, type Field, RDSDataClient } from '@aws-sdk/client-rds-data';
import * as z from 'zod/mini';
import { readEnv } from './env.ts';

const text = z.string().check(z.minLength(1));
const { DATABASE_ARN: resourceArn, DATABASE_SECRET_ARN: secretArn } = readEnv({
  DATABASE_ARN: text,
  DATABASE_SECRET_ARN: text,
});

/** What every call of the Data API names. */
export const database = { resourceArn, secretArn, database: 'app' };

// The Data API gives a statement 45 s, and a client should wait longer than that
export const client = new RDSDataClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 60_000, throwOnRequestTimeout: true },
});

export type Value = string | number | null;

export type Row = Record<string, Value>;

/** The database had paused, and resumes: that takes longer than a request may. */
export const isResuming = (error: unknown) =>
  error instanceof Error && error.name === 'DatabaseResumingException';

interface Call {
  transactionId?: string;
  /** Milliseconds of an attempt. */
  requestTimeout?: number;
}

/** Runs one statement; `:name` in it is a parameter, a text or a whole number. Resolves to its rows. */
export async function query(
  sql: string,
  parameters: Record<string, Value | undefined> = {},
  { transactionId, requestTimeout }: Call = {},
): Promise<Row[]> {
  const statement = new ExecuteStatementCommand({
    ...database,
    sql,
    parameters: Object.entries(parameters).map(([name, value]) => ({
      name,
      value: toField(value),
    })),
    transactionId,
    includeResultMetadata: true,
  });
  const { columnMetadata = [], records = [] } = await client.send(statement, { requestTimeout });
  return records.map((fields) =>
    Object.fromEntries(fields.map((field, i) => [columnMetadata[i]?.name, toValue(field)])),
  );
}

function toField(value: Value | undefined): Field {
  if (value === undefined || value === null) return { isNull: true };
  return typeof value === 'number' ? { longValue: value } : { stringValue: value };
}

const toValue = ({ stringValue, longValue }: Field): Value => stringValue ?? longValue ?? null;
