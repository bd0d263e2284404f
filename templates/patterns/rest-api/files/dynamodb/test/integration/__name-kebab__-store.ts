import { dynamodb } from '../../src/shared/dynamodb.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';

// Handlers read it when they start: tests import this file before them
process.env.TABLE_NAME = 'table';

/** Starts an empty store; resolves to what stops it. */
export async function startStore(): Promise<() => Promise<void>> {
  const stop = await startDynamodb(dynamodb);
  await createTable('table', 'ownerId', 'id');
  return stop;
}
