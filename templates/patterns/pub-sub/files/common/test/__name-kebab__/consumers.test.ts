import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context, logged } from '../support/lambda.ts';
import { cases, consumerEvent } from './consumer-events.ts';
import { consumers } from './consumers.ts';
import { cancelledEvent, placedEvent } from './fixtures.ts';

const second = '00000000-0000-4000-8000-000000000002';

/** The messages that return to the queue; `failed` when the function fails, so that all do. */
const outcomes: Record<string, string[] | 'failed'> = {
  valid: [],
  cancelled: [],
  duplicate: [],
  mixed: [second],
  empty: [],
  'not-json': 'failed',
  'sns-wrapped': 'failed',
  'missing-field': 'failed',
  'extra-field': 'failed',
  'unknown-type': 'failed',
  'unknown-version': 'failed',
};

const names = Object.values(consumers);
const everyCase = names.flatMap((name) =>
  Object.entries(outcomes).map(([sample, outcome]) => ({ name, sample, outcome })),
);

const handlerOf = async (name: string) => {
  const { handler } = await import(`../../src/__name-kebab__/${name}.ts`);
  return handler;
};

const replay = async (name: string, sample: string) =>
  (await handlerOf(name))(consumerEvent(name, sample), context);

const puts = () => sent().filter(([name]) => name === 'PutCommand');

beforeEach(() => {
  dynamodbMock.on(GetCommand).resolves({});
  dynamodbMock.on(PutCommand).resolves({});
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('every event has an outcome', () => {
  expect(cases.sort()).toEqual(Object.keys(outcomes).sort());
});

test.each(everyCase)('$name returns $outcome of $sample', async ({ name, sample, outcome }) => {
  const result = replay(name, sample);

  if (outcome === 'failed') await expect(result).rejects.toThrow();
  else {
    const batchItemFailures = outcome.map((itemIdentifier) => ({ itemIdentifier }));
    expect(await result).toEqual({ batchItemFailures });
  }
  // No bodies
  expect(logged()).not.toMatch(/customer-42|Ordered twice|Ring twice/);
});

test.each(names)('%s keeps an event unless it knows a later one', async (name) => {
  await replay(name, 'valid');
  await replay(name, 'cancelled');

  const get = [
    'GetCommand',
    { TableName: 'table', Key: { orderId: 'order-4711', consumer: name }, ConsistentRead: true },
  ];
  const put = (rank: number, event: object) => [
    'PutCommand',
    {
      TableName: 'table',
      Item: {
        orderId: 'order-4711',
        consumer: name,
        rank,
        event,
        expiresAt: Date.UTC(2026, 3, 15, 9, 30) / 1000,
      },
      ConditionExpression: 'attribute_not_exists(orderId) OR #rank <= :rank',
      ExpressionAttributeNames: { '#rank': 'rank' },
      ExpressionAttributeValues: { ':rank': rank },
    },
  ];
  expect(sent()).toEqual([get, put(1, placedEvent), get, put(2, cancelledEvent)]);
  expect(logged()).toContain('"__Name__Handled":1');
  expect(logged()).toMatch(
    /"message":"Handled".*"correlation_id":"caller-id-42".*"eventId":"0f8a5f0e/,
  );
});

test.each(names)('%s takes an event that it knows for handled', async (name) => {
  dynamodbMock.on(GetCommand).resolves({ Item: { rank: 1, event: placedEvent } });

  expect(await replay(name, 'duplicate')).toEqual({ batchItemFailures: [] });
  expect(puts()).toEqual([]);
  expect(logged()).toContain('"message":"Skipped"');
});

test.each(names)('%s leaves an event alone that a later one has overtaken', async (name) => {
  dynamodbMock.on(GetCommand).resolves({ Item: { rank: 2, event: cancelledEvent } });

  expect(await replay(name, 'valid')).toEqual({ batchItemFailures: [] });
  expect(puts()).toEqual([]);
  expect(logged()).not.toContain('"message":"Handled"');
});

test.each(names)('%s handles another event of a type that it knows', async (name) => {
  dynamodbMock.on(GetCommand).resolves({ Item: { rank: 1, event: { id: 'another' } } });

  await replay(name, 'valid');

  expect(puts()).toHaveLength(1);
});

test.each(names)('%s handles a later event than the one it knows', async (name) => {
  dynamodbMock.on(GetCommand).resolves({ Item: { rank: 1, event: placedEvent } });

  await replay(name, 'cancelled');

  expect(puts()).toHaveLength(1);
});

test.each(names)('%s lets a later event stand that came meanwhile', async (name) => {
  const known = new ConditionalCheckFailedException({ message: 'known', $metadata: {} });
  dynamodbMock.on(PutCommand).rejects(known);

  expect(await replay(name, 'valid')).toEqual({ batchItemFailures: [] });
});

const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

test.each(names)('%s has an event delivered again that it could not keep', async (name) => {
  dynamodbMock.on(PutCommand).rejects(throttled);

  await expect(replay(name, 'valid')).rejects.toThrow();
  expect(logged()).toContain('slow down');
});

test.each(names)('%s has an event delivered again that it could not look up', async (name) => {
  dynamodbMock.on(GetCommand).rejects(throttled);

  await expect(replay(name, 'valid')).rejects.toThrow();
  expect(puts()).toEqual([]);
});

test.each(names)('%s names the environment variable it lacks', async (name) => {
  vi.stubEnv('TABLE_NAME', undefined);

  await expect(handlerOf(name)).rejects.toThrow('TABLE_NAME');
});
