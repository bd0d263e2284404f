import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import { etagOf, type Item } from './item.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

export interface Row extends Item {
  ownerId: string;
  etag: string;
  /** Of the request that wrote it. */
  requestHash: string;
}

export const withEtag = (row: Omit<Row, 'etag'>): Row => ({ ...row, etag: etagOf(toItem(row)) });

/**
 * Stores the row if the stored one has the etag `expected`, or if none is expected and there is none;
 * resolves to undefined otherwise, unless this very request has stored it: its answer may have been
 * lost. The condition sees this region's replica alone; of two regions that write at once, the last
 * one wins.
 */
export async function store(row: Row, expected: string | undefined): Promise<Row | undefined> {
  const condition = expected
    ? { ConditionExpression: 'etag = :etag', ExpressionAttributeValues: { ':etag': expected } }
    : { ConditionExpression: 'attribute_not_exists(id)' };
  try {
    await dynamodb.send(
      new PutCommand({
        TableName,
        Item: row,
        ...condition,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return row;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The document client unmarshalls answers, but no errors
    const stored = error.Item && (unmarshall(error.Item) as Row);
    return stored?.requestHash === row.requestHash ? stored : undefined;
  }
}

/** Consistent within the region; a write in another one arrives about a second later. */
export async function find(ownerId: string, id: string): Promise<Row | undefined> {
  const read = new GetCommand({ TableName, Key: { ownerId, id }, ConsistentRead: true });
  return (await dynamodb.send(read)).Item as Row | undefined;
}

/** Rejects when the table does not answer a read before the signal. */
export async function ping(abortSignal: AbortSignal): Promise<void> {
  const Key = { ownerId: 'health', id: 'health' };
  await dynamodb.send(new GetCommand({ TableName, Key }), { abortSignal });
}

/** Only what is listed here leaves the service. */
export function toItem({ id, name, description, updatedAt, region }: Item): Item {
  return { id, name, description, updatedAt, region };
}
