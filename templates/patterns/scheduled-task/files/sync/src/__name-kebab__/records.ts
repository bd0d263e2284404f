import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import { logger } from '../shared/logger.ts';
import type { Page } from './api.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** DynamoDB keeps items of 400 KB, which so many bytes of JSON never are, and keys of 2,048 bytes. */
const MAX_BYTES = 250_000;
const MAX_ID_BYTES = 2000;

/** What an item needs to be kept; it may have more. */
const Item = z
  .looseObject({
    id: z.string().check(
      z.minLength(1),
      z.refine((id) => Buffer.byteLength(id) <= MAX_ID_BYTES),
    ),
  })
  .check(z.refine((item) => Buffer.byteLength(JSON.stringify(item)) <= MAX_BYTES));

type Item = z.infer<typeof Item>;

/** The items that can be kept; no retry would correct the others, so they are logged and left out. */
export function validItems({ items }: Page, cursor: string | undefined): Item[] {
  return items.flatMap((item, index) => {
    const { data } = z.safeParse(Item, item);
    if (!data) logger.warn('Invalid item', { cursor, index });
    return data ?? [];
  });
}

/** Stores an item of the API; the same item again takes its place. */
export async function save(data: Item, syncedAt: string): Promise<void> {
  const row = { id: `record#${data.id}`, data, syncedAt };
  await dynamodb.send(new PutCommand({ TableName, Item: row }));
}
