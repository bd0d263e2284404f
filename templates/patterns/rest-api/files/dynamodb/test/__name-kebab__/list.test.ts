import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent, row } from './fixtures.ts';
import { dynamodbMock, sent } from './store.ts';
import { handler } from '../../src/__name-kebab__/list.ts';

const list = (queryStringParameters: Record<string, string | undefined>) =>
  handler({ ...readEvent('list.valid'), queryStringParameters }, context);

const queryFor = (over: object) => [
  'QueryCommand',
  {
    TableName: 'table',
    KeyConditionExpression: 'ownerId = :ownerId',
    ExpressionAttributeValues: { ':ownerId': owner },
    Limit: 25,
    ...over,
  },
];

test("queries the caller's items and shows no internal attribute", async () => {
  dynamodbMock.on(QueryCommand).resolves({ Items: [row] });

  const response = await handler(readEvent('list.valid'), context);

  expect(sent()).toEqual([queryFor({})]);
  expect(response).toMatchObject({ statusCode: 200 });
  expect(JSON.parse(response.body ?? '')).toEqual({ items: [item] });
});

test("goes on after the cursor, in the caller's items", async () => {
  dynamodbMock.on(QueryCommand).resolves({ Items: [] });

  await handler(readEvent('list.with-cursor'), context);

  expect(sent()).toEqual([
    queryFor({ Limit: 10, ExclusiveStartKey: { ownerId: owner, id: item.id } }),
  ]);
});

test('gives a cursor that leads to the next page, and holds no owner', async () => {
  const LastEvaluatedKey = { ownerId: owner, id: item.id };
  dynamodbMock.on(QueryCommand).resolves({ Items: [row], LastEvaluatedKey });

  const { nextCursor } = JSON.parse((await list({ limit: '1' })).body ?? '');
  await list({ limit: '1', cursor: nextCursor });

  expect(Buffer.from(nextCursor, 'base64url').toString()).toBe(item.id);
  expect(sent().at(-1)).toEqual(queryFor({ Limit: 1, ExclusiveStartKey: LastEvaluatedKey }));
});

test.each(['1', '100'])('accepts the limit %s', async (limit) => {
  dynamodbMock.on(QueryCommand).resolves({});

  expect(await list({ limit })).toMatchObject({ statusCode: 200 });
});
