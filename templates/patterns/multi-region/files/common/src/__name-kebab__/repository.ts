import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import type { Item } from './item.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

export interface Row extends Item {
  ownerId: string;
  etag: string;
}

/**
 * Stores the row if the stored one has the etag `expected`, or if none is expected and there is none;
 * resolves to undefined otherwise. What is stored already counts as stored, so a request may be repeated.
 * The condition sees this region's replica alone; of two regions that write at once, the last one wins.
 */
export async function store(row: Row, expected: string | undefined): Promise<Row | undefined> {
  const condition = expected
    ? { ConditionExpression: 'etag = :etag', ExpressionAttributeValues: { ':etag': expected } }
    : { ConditionExpression: 'attribute_not_exists(id)' };
  try {
    await dynamodb.send(new PutCommand({ TableName, Item: row, ...condition }));
    return row;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const stored = await find(row.ownerId, row.id);
    return stored?.etag === row.etag ? stored : undefined;
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
export function toItem({ id, name, description, updatedAt, region }: Row): Item {
  return { id, name, description, updatedAt, region };
}
