import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent, row } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/update.ts';

const now = '2026-01-16T00:00:00.000Z';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  return () => vi.useRealTimers();
});

const update = {
  TableName: 'table',
  Key: { ownerId: owner, id: item.id },
  ConditionExpression: 'version = :version',
  ExpressionAttributeNames: { '#name': 'name' },
  ReturnValues: 'ALL_NEW',
};

test('replaces the item if it is at the expected version', async () => {
  dynamodbMock.on(UpdateCommand).resolves({ Attributes: { ...row, name: 'Renamed', version: 2 } });

  const response = await handler(readEvent('update.valid'), context);

  expect(sent()).toEqual([
    [
      'UpdateCommand',
      {
        ...update,
        UpdateExpression: 'SET #name = :name, version = :next, updatedAt = :now REMOVE description',
        ExpressionAttributeValues: { ':name': 'Renamed', ':version': 1, ':next': 2, ':now': now },
      },
    ],
  ]);
  expect(response).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
  expect(JSON.parse(response.body ?? '')).toEqual({ ...item, name: 'Renamed', version: 2 });
});

test('replaces the description as well', async () => {
  dynamodbMock.on(UpdateCommand).resolves({ Attributes: row });
  const body = JSON.stringify({ name: 'Renamed', description: 'New' });

  await handler({ ...readEvent('update.valid'), body }, context);

  expect(sent()).toEqual([
    [
      'UpdateCommand',
      {
        ...update,
        UpdateExpression:
          'SET #name = :name, description = :description, version = :next, updatedAt = :now',
        ExpressionAttributeValues: {
          ':name': 'Renamed',
          ':description': 'New',
          ':version': 1,
          ':next': 2,
          ':now': now,
        },
      },
    ],
  ]);
});

test('answers with 412 when the version has moved on', async () => {
  const failed = new ConditionalCheckFailedException({ message: 'failed', $metadata: {} });
  dynamodbMock.on(UpdateCommand).rejects(failed);

  const response = await handler(readEvent('update.valid'), context);

  expect(response).toMatchObject({ statusCode: 412 });
});

test('answers with 428 without If-Match, and does not write', async () => {
  const response = await handler(readEvent('update.no-if-match'), context);

  expect(response).toMatchObject({ statusCode: 428 });
  expect(sent()).toEqual([]);
});

test.each(['', '1', '"0"', '"x"', '*', 'W/"1"', '"1", "2"'])(
  'answers with 400 to If-Match %j',
  async (etag) => {
    const headers = { 'If-Match': etag };

    const response = await handler({ ...readEvent('update.no-if-match'), headers }, context);

    expect(response).toMatchObject({ statusCode: 400 });
    expect(sent()).toEqual([]);
  },
);

test.each([
  [400, { body: '{"name":' }],
  [400, { body: '{"name":""}' }],
  [400, { body: '{"name":"Renamed","ownerId":"me"}' }],
  [404, { pathParameters: { id: 'not-an-id' } }],
  [413, { body: ' '.repeat(256 * 1024 + 1) }],
])('answers with %d and does not write', async (statusCode, over) => {
  const response = await handler({ ...readEvent('update.valid'), ...over }, context);

  expect(response).toMatchObject({ statusCode });
  expect(sent()).toEqual([]);
});
