import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context, logged } from '../support/lambda.ts';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';
import { consumers } from './consumers.ts';
import { cancelled, cancelledEvent, placed, placedEvent, readEvent } from './fixtures.ts';

const another = { ...cancelledEvent, data: { ...cancelled.data, orderId: 'order-4712' } };

/** The bodies of messages, whose ids count from 1, and which of them return; `all`: the function fails. */
const cases: Record<string, [bodies: unknown[], returned: number[] | 'all']> = {
  placed: [[placedEvent], []],
  cancelled: [[cancelledEvent], []],
  duplicate: [[placedEvent, placedEvent], []],
  mixed: [[placedEvent, 'not JSON', another], [2]],
  empty: [[], []],
  'not-json': [['not JSON'], 'all'],
  'sns-wrapped': [[{ Type: 'Notification', Message: JSON.stringify(placedEvent) }], 'all'],
  'missing-field': [[{ ...cancelledEvent, data: { reason: 'Ordered twice' } }], 'all'],
  'extra-field': [[{ ...placedEvent, data: { ...placed.data, note: 'Ring twice' } }], 'all'],
  'unknown-type': [[{ ...placedEvent, type: 'order.returned' }], 'all'],
  'unknown-version': [[{ ...placedEvent, version: 2 }], 'all'],
};

const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

const handle = vi.fn(async (_event: object) => {});

/** Has a consumer take the messages of a case. */
async function replay(sample: string) {
  const { consumer } = await import('../../src/__name-kebab__/consumer.ts');
  const [bodies = []] = cases[sample] ?? [];
  const records = bodies.map((body, index) =>
    sqsRecord(idOf(index + 1), typeof body === 'string' ? body : JSON.stringify(body)),
  );
  return consumer('audit', handle)(sqsEvent(...records), context);
}

const puts = () => sent().filter(([name]) => name === 'PutCommand');

const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

beforeEach(() => {
  handle.mockReset();
  dynamodbMock.on(GetCommand).resolves({});
  dynamodbMock.on(PutCommand).resolves({});
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each(Object.entries(cases))('of %s, what fails returns', async (sample, [, returned]) => {
  const result = replay(sample);

  if (returned === 'all') await expect(result).rejects.toThrow();
  else {
    const batchItemFailures = returned.map((number) => ({ itemIdentifier: idOf(number) }));
    expect(await result).toEqual({ batchItemFailures });
  }
  // No bodies
  expect(logged()).not.toMatch(/customer-42|Ordered twice|Ring twice/);
});

test('an event is handled, then kept as what the consumer knows of its order', async () => {
  handle.mockImplementation(async () => expect(puts()).toEqual([]));

  await replay('placed');

  expect(handle.mock.calls).toEqual([[placedEvent, expect.anything()]]);
  const Key = { orderId: 'order-4711', consumer: 'audit' };
  const expiresAt = Date.UTC(2026, 3, 15, 9, 30) / 1000;
  expect(sent()).toEqual([
    ['GetCommand', { TableName: 'table', Key, ConsistentRead: true }],
    [
      'PutCommand',
      {
        TableName: 'table',
        Item: { ...Key, rank: 1, event: placedEvent, expiresAt },
        ConditionExpression: 'attribute_not_exists(orderId) OR #rank <= :rank',
        ExpressionAttributeNames: { '#rank': 'rank' },
        ExpressionAttributeValues: { ':rank': 1 },
      },
    ],
  ]);
  expect(logged()).toContain('"__Name__Handled":1');
  expect(logged()).toMatch(
    /"message":"Handled".*"correlation_id":"00000000.*"eventId":"0f8a5f0e.*"type":"order.placed"}/,
  );
});

test.each([
  ['placed', 'an event that it knows', { rank: 1, event: placedEvent }],
  [
    'placed',
    'an event that one of a higher rank has overtaken',
    { rank: 2, event: cancelledEvent },
  ],
])('%s is skipped as %s', async (sample, _, Item) => {
  dynamodbMock.on(GetCommand).resolves({ Item });

  expect(await replay(sample)).toEqual({ batchItemFailures: [] });
  expect(handle).not.toHaveBeenCalled();
  expect(puts()).toEqual([]);
  expect(logged()).toMatch(/"message":"Skipped".*"eventId":"0f8a5f0e/);
});

test.each([
  ['placed', 'another event of a type that it knows', { rank: 1, event: { id: 'another' } }],
  ['cancelled', 'a later event than the one it knows', { rank: 1, event: placedEvent }],
])('%s is handled as %s', async (sample, _, Item) => {
  dynamodbMock.on(GetCommand).resolves({ Item });

  await replay(sample);

  expect(handle).toHaveBeenCalledOnce();
  expect(puts()).toMatchObject([['PutCommand', { Item: { event: { id: expect.any(String) } } }]]);
});

test('a later event that came meanwhile stays', async () => {
  const known = new ConditionalCheckFailedException({ message: 'known', $metadata: {} });
  dynamodbMock.on(PutCommand).rejects(known);

  expect(await replay('placed')).toEqual({ batchItemFailures: [] });
});

test.each([
  ['handled', () => handle.mockRejectedValue(new Error('slow down'))],
  ['looked up', () => dynamodbMock.on(GetCommand).rejects(throttled)],
  ['kept', () => dynamodbMock.on(PutCommand).rejects(throttled)],
])('an event that cannot be %s is delivered again', async (step, fail) => {
  fail();

  await expect(replay('placed')).rejects.toThrow();
  expect(puts()).toHaveLength(step === 'kept' ? 1 : 0);
  expect(logged()).toContain('slow down');
});

const names = Object.values(consumers);
async function handlerOf(name: string) {
  return (await import(`../../src/__name-kebab__/${name}.ts`)).handler;
}

test.each(names)('%s handles its sample event, and keeps it under its own name', async (name) => {
  const handler = await handlerOf(name);

  expect(await handler(readEvent(`${name}.valid`), context)).toEqual({ batchItemFailures: [] });
  expect(puts()).toMatchObject([['PutCommand', { Item: { consumer: name, event: placedEvent } }]]);
  expect(logged()).toContain('"correlation_id":"caller-id-42"');
});

test.each(names)('%s names the environment variable it lacks', async (name) => {
  vi.stubEnv('TABLE_NAME', undefined);

  await expect(handlerOf(name)).rejects.toThrow('TABLE_NAME');
});
