import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextWith, readEvent, tick } from '../__name-kebab__/fixtures.ts';
import { startDynamodb } from '../support/dynamodb.ts';
import { removeExpired } from '../../src/__name-kebab__/records.ts';
import { handler } from '../../src/__name-kebab__/run.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

const TableName = 'table';

let stopDynamodb: () => Promise<void>;

beforeAll(async () => {
  stopDynamodb = await startDynamodb(dynamodb);
  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'kind', 'expiresAt'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byExpiry',
          KeySchema: [
            { AttributeName: 'kind', KeyType: 'HASH' },
            { AttributeName: 'expiresAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  client.destroy();
});

afterAll(() => stopDynamodb());

/** A record that expires so many minutes after the tick. */
async function put(id: string, minutes: number) {
  const expiresAt = new Date(Date.parse(tick) + minutes * 60_000).toISOString();
  await dynamodb.send(
    new PutCommand({ TableName, Item: { id, kind: 'record', expiresAt, text: 'some' } }),
  );
}

async function recordIds(): Promise<string[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
  return Items.map(({ id }) => id)
    .filter((id) => id !== 'progress')
    .sort();
}

const later = (hours: number) => ({
  scheduledTime: new Date(Date.parse(tick) + hours * 3_600_000).toISOString(),
  executionId: `${hours} hours later`,
});

test('deletes sixty expired records, and no others', async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  await Promise.all(numbers.map((number) => put(`expired ${number}`, -number)));
  await put('fresh', 1);

  await handler(readEvent('run.valid'), contextWith());

  expect(await recordIds()).toEqual(['fresh']);
});

test('does nothing for the same tick again', async () => {
  await put('expired', -1);

  await handler(readEvent('run.valid'), contextWith());

  expect(await recordIds()).toEqual(['expired', 'fresh']);
});

test('stops before the deadline, and the next tick carries on there', async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  await Promise.all(numbers.map((number) => put(`another ${number}`, -number)));
  const before = await recordIds();

  await handler(
    later(1),
    contextWith(() => 20_000),
  );
  const between = await recordIds();
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key: { id: 'progress' } }));
  await handler(later(2), contextWith());

  expect(before.length - between.length).toBe(25);
  expect(Item).toEqual({
    id: 'progress',
    runId: expect.any(String),
    doneTick: later(1).scheduledTime,
    nextCursor: expect.stringContaining('"expiresAt"'),
  });
  expect(await recordIds()).toEqual([]);
});

test('a record that was given more time stays', async () => {
  await put('renewed', 5);

  await removeExpired('renewed', tick);
  expect(await recordIds()).toEqual(['renewed']);

  await removeExpired('renewed', later(1).scheduledTime);
  expect(await recordIds()).toEqual([]);
});
