import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { HttpEvent } from '../../src/shared/http.ts';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context, logged } from '../support/lambda.ts';
import { conditionFailed, item, owner, readEvent, region, row } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/put.ts';

const put = (name: string, over?: Partial<HttpEvent>) => {
  const event = readEvent(name);
  const headers = { ...event.headers, ...over?.headers };
  return handler({ ...event, ...over, headers }, context);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(item.updatedAt) });
  return () => vi.useRealTimers();
});

test('stores a new item under its caller, with time and region', async () => {
  dynamodbMock.on(PutCommand).resolves({});

  const response = await put('put.valid');

  expect(sent()).toEqual([
    [
      'PutCommand',
      {
        TableName: 'table',
        Item: row,
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    ],
  ]);
  expect(response).toMatchObject({
    statusCode: 201,
    headers: { etag: row.etag, 'x-served-by-region': region },
  });
  expect(JSON.parse(response.body ?? '')).toEqual(item);
  expect(logged()).toContain('"__Name__Stored":1');
});

test('replaces an item that is as the caller knows it', async () => {
  dynamodbMock.on(PutCommand).resolves({});

  const response = await put('put.replace');

  expect(sent()).toEqual([
    [
      'PutCommand',
      {
        TableName: 'table',
        Item: {
          id: item.id,
          name: 'Renamed',
          ownerId: owner,
          etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
          requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          updatedAt: item.updatedAt,
          region,
        },
        ConditionExpression: 'etag = :etag',
        ExpressionAttributeValues: { ':etag': row.etag },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    ],
  ]);
  expect(response).toMatchObject({ statusCode: 200 });
  expect(response.headers?.etag).not.toBe(row.etag);
});

test('answers a repeated request as before, with one write', async () => {
  dynamodbMock.on(PutCommand).resolvesOnce({}).rejects(conditionFailed(row));
  const first = await put('put.valid');
  vi.setSystemTime('2026-01-16T00:00:00Z');

  const second = await put('put.valid');

  expect(second).toEqual(first);
  expect(sent()).toHaveLength(2);
  expect(logged().split('"__Name__Stored":1')).toHaveLength(2);
});

test('the ETag covers all that the answer shows', async () => {
  dynamodbMock.on(PutCommand).resolves({});
  const first = await put('put.valid');
  vi.setSystemTime('2026-01-16T00:00:00Z');

  const second = await put('put.valid');

  expect(second.headers?.etag).not.toBe(first.headers?.etag);
});

test.each([
  ['put.taken', row],
  ['put.write-conflict', row],
  ['put.replace', undefined],
])('answers %s with 412 when the item is %j', async (name, stored) => {
  dynamodbMock.on(PutCommand).rejects(conditionFailed(stored));

  expect(await put(name)).toMatchObject({ statusCode: 412 });
});

test('answers with 428 without a precondition, and does not write', async () => {
  expect(await put('put.no-precondition')).toMatchObject({ statusCode: 428 });
  expect(sent()).toEqual([]);
});

test.each([
  { 'if-match': '' },
  { 'if-match': '*' },
  { 'if-match': 'W/"1"' },
  { 'if-match': row.etag.slice(1, -1) },
  { 'if-match': `${row.etag}, ${row.etag}` },
  { 'if-none-match': '' },
  { 'if-none-match': row.etag },
  { 'if-match': row.etag, 'if-none-match': '*' },
])('answers with 400 to the precondition %j', async (headers) => {
  expect(await put('put.no-precondition', { headers })).toMatchObject({ statusCode: 400 });
  expect(sent()).toEqual([]);
});

test.each([
  [201, { name: 'x'.repeat(200), description: 'x'.repeat(2000) }],
  [201, { name: 'x' }],
  [400, { name: '' }],
  [400, { name: 'x'.repeat(201) }],
  [400, { name: 1 }],
  [400, { name: 'x', description: 'x'.repeat(2001) }],
  [400, { name: 'x', description: null }],
  [400, []],
  [400, null],
])('answers with %d to %j', async (statusCode, input) => {
  dynamodbMock.on(PutCommand).resolves({});

  expect(await put('put.valid', { body: JSON.stringify(input) })).toMatchObject({ statusCode });
});

test('refuses a body of more than 256 KB', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(256 * 1024) });

  expect(await put('put.valid', { body })).toMatchObject({ statusCode: 413 });
});
