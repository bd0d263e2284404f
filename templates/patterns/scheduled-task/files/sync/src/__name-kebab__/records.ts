import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** What an item needs to be kept; it may have more. */
const Item = z.looseObject({ id: z.string().check(z.minLength(1), z.maxLength(1000)) });

/** Stores an item of the API; the same item again takes its place. */
export async function save(item: unknown, syncedAt: string): Promise<void> {
  const data = z.parse(Item, item);
  const row = { id: `record#${data.id}`, data, syncedAt };
  await dynamodb.send(new PutCommand({ TableName, Item: row }));
}
