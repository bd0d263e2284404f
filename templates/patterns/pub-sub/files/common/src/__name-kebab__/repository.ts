import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import type { Event } from './event.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** Longer than a message can wait in a queue and among its dead letters. */
const KEPT_SECONDS = 90 * 24 * 60 * 60;

/** What an order can go through, in this order: an event never overrides one of a higher rank. */
const ranks: Record<Event['type'], number> = { 'order.placed': 1, 'order.cancelled': 2 };

/** Whether the consumer knows neither the event nor one of a higher rank: they may come twice, and in any order. */
export async function isNew(consumer: string, { id, type, data }: Event): Promise<boolean> {
  const Key = { orderId: data.orderId, consumer };
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return !Item || (Item.rank <= ranks[type] && Item.event.id !== id);
}

/** Keeps the event as what the consumer knows of its order, unless it has come to know one of a higher rank. */
export async function save(consumer: string, event: Event): Promise<void> {
  const { orderId } = event.data;
  const rank = ranks[event.type];
  const expiresAt = Math.floor(Date.parse(event.time) / 1000) + KEPT_SECONDS;
  const put = new PutCommand({
    TableName,
    Item: { orderId, consumer, rank, event, expiresAt },
    ConditionExpression: 'attribute_not_exists(orderId) OR #rank <= :rank',
    ExpressionAttributeNames: { '#rank': 'rank' },
    ExpressionAttributeValues: { ':rank': rank },
  });
  try {
    await dynamodb.send(put);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
