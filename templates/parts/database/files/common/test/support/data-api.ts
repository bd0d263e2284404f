import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type Field,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { PGlite } from '@electric-sql/pglite';
import { mockClient } from 'aws-sdk-client-mock';

// Handlers read them when they start: tests import this file before them
process.env.DATABASE_ARN = 'cluster';
process.env.DATABASE_SECRET_ARN = 'secret';

export const dataApi = mockClient(RDSDataClient);

/** PostgreSQL in this process, which answers the Data API. */
export const postgres = new PGlite();

/** The statements of the current test. */
export const sent = () =>
  dataApi.commandCalls(ExecuteStatementCommand).map(({ args: [command] }) => command.input);

/** Answers every call from the database, as the Data API would. */
export function answerFromPostgres(): void {
  dataApi.reset();
  dataApi.on(BeginTransactionCommand).callsFake(async () => {
    await postgres.exec('BEGIN');
    return { transactionId: 'transaction' };
  });
  dataApi.on(CommitTransactionCommand).callsFake(() => postgres.exec('COMMIT'));
  dataApi.on(RollbackTransactionCommand).callsFake(() => postgres.exec('ROLLBACK'));
  dataApi.on(ExecuteStatementCommand).callsFake(execute);
}

async function execute({ sql = '', parameters = [] }: ExecuteStatementCommandInput) {
  const names = parameters.map(({ name }) => name);
  // A parameter has the type of its value: the Data API infers none from the statement
  const numbered = sql.replace(/(?<!:):(\w+)/g, (_, name) => {
    const index = names.indexOf(name);
    const type = parameters[index]?.value?.longValue === undefined ? 'varchar' : 'bigint';
    return `CAST($${index + 1} AS ${type})`;
  });
  const values = parameters.map(({ value }) => value?.stringValue ?? value?.longValue ?? null);
  const { fields, rows } = await postgres.query<unknown[]>(numbered, values, { rowMode: 'array' });
  return {
    columnMetadata: fields.map(({ name }) => ({ name })),
    records: rows.map((row) => row.map(toField)),
  };
}

function toField(value: unknown): Field {
  if (value === null) return { isNull: true };
  return typeof value === 'number' ? { longValue: value } : { stringValue: `${value}` };
}
