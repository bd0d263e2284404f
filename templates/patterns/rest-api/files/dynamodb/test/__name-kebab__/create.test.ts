import { createHash } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent } from './fixtures.ts';
import { conditionFailed, dynamodbMock, sent } from './store.ts';
import { handler } from '../../src/__name-kebab__/create.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const create = (name: string, over?: { body?: string; headers?: Record<string, string> }) => {
  const event = readEvent(name);
  const headers = { ...event.headers, ...over?.headers };
  return handler({ ...event, ...over, headers }, context);
};

const storedItem = () => dynamodbMock.commandCalls(PutCommand)[0]?.args[0].input.Item;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(item.createdAt) });
  return () => vi.useRealTimers();
});

test('stores the item under its caller, once', async () => {
  dynamodbMock.on(PutCommand).resolves({});

  const response = await create('create.valid');

  const created = { ...item, id: expect.stringMatching(uuid) };
  expect(sent()).toEqual([
    [
      'PutCommand',
      {
        TableName: 'table',
        Item: { ...created, ownerId: owner, createHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    ],
  ]);
  expect(JSON.parse(response.body ?? '')).toEqual(created);
  expect(response).toMatchObject({
    statusCode: 201,
    headers: { etag: '"1"', location: `__name-kebab__/${storedItem()?.id}` },
  });
  expect(logged()).toContain('"__Name__Created":1');
});

test('gives each request its own id', async () => {
  dynamodbMock.on(PutCommand).resolves({});

  const first = await create('create.valid');
  const second = await create('create.valid');

  expect(first.headers?.location).not.toBe(second.headers?.location);
});

test('derives the id from the Idempotency-Key', async () => {
  dynamodbMock.on(PutCommand).resolves({});

  const first = await create('create.with-key');
  const second = await create('create.with-key');
  const third = await create('create.valid', { headers: { 'idempotency-key': 'another' } });

  const hash = createHash('sha256').update(`${owner}\norder-4711`).digest('hex');
  expect(storedItem()?.id).toMatch(uuid);
  expect(storedItem()?.id.slice(0, 8)).toBe(hash.slice(0, 8));
  expect(first.headers?.location).toBe(second.headers?.location);
  expect(first.headers?.location).not.toBe(third.headers?.location);
});

test('answers a repeated request as before, with one write', async () => {
  dynamodbMock.on(PutCommand).resolvesOnce({});
  const first = await create('create.with-key');
  dynamodbMock.on(PutCommand).rejects(conditionFailed(storedItem()));
  vi.setSystemTime('2026-01-16T00:00:00Z');

  const second = await create('create.with-key');

  expect(second).toEqual(first);
  expect(sent()).toHaveLength(2);
  expect(logged().split('"__Name__Created":1')).toHaveLength(2);
});

test('answers a repeated request with the item as it is by then', async () => {
  dynamodbMock.on(PutCommand).resolvesOnce({});
  await create('create.with-key');
  const replaced = { ...storedItem(), name: 'Renamed', version: 2, replaceHash: 'another hash' };
  dynamodbMock.on(PutCommand).rejects(conditionFailed(replaced));

  const response = await create('create.with-key');

  expect(response).toMatchObject({ statusCode: 201, headers: { etag: '"2"' } });
});

test('refuses a key that was used with another body', async () => {
  dynamodbMock.on(PutCommand).resolvesOnce({});
  await create('create.with-key');
  dynamodbMock.on(PutCommand).rejects(conditionFailed(storedItem()));

  const response = await create('create.duplicate-key');

  expect(response).toMatchObject({ statusCode: 422 });
  expect(response.body).toContain('used with another body');
});

test('does not take an item for stored that nobody has seen', async () => {
  dynamodbMock.on(PutCommand).rejects(conditionFailed());

  expect(await create('create.with-key')).toMatchObject({ statusCode: 500 });
});

test.each([{ name: 'x'.repeat(200), description: 'x'.repeat(2000) }, { name: 'x' }])(
  'takes %j',
  async (input) => {
    dynamodbMock.on(PutCommand).resolves({});

    const response = await create('create.valid', { body: JSON.stringify(input) });

    expect(response).toMatchObject({ statusCode: 201 });
  },
);
