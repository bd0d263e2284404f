import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent, row } from './fixtures.ts';
import { conditionFailed, dynamodbMock, sent } from './store.ts';
import { handler } from '../../src/__name-kebab__/delete.ts';

test("deletes the caller's item", async () => {
  dynamodbMock.on(DeleteCommand).resolves({ Attributes: row });

  const response = await handler(readEvent('delete.valid'), context);

  expect(sent()).toEqual([
    [
      'DeleteCommand',
      { TableName: 'table', Key: { ownerId: owner, id: item.id }, ReturnValues: 'ALL_OLD' },
    ],
  ]);
  expect(response).toMatchObject({ statusCode: 204 });
  expect(response.body).toBeUndefined();
  expect(logged()).toContain('"__Name__Deleted":1');
});

test('deletes only the version that If-Match names', async () => {
  dynamodbMock.on(DeleteCommand).resolvesOnce({ Attributes: row }).rejects(conditionFailed(row));
  const event = { ...readEvent('delete.valid'), headers: { 'If-Match': '"1"' } };

  expect(await handler(event, context)).toMatchObject({ statusCode: 204 });
  expect(await handler(event, context)).toMatchObject({ statusCode: 412 });
  const [, input] = sent()[0] ?? [];
  expect(input).toEqual({
    TableName: 'table',
    Key: { ownerId: owner, id: item.id },
    ReturnValues: 'ALL_OLD',
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': 1 },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});

test('an item that is gone was deleted, perhaps by this request', async () => {
  dynamodbMock.on(DeleteCommand).rejects(conditionFailed());
  const event = { ...readEvent('delete.valid'), headers: { 'If-Match': '"1"' } };

  expect(await handler(event, context)).toMatchObject({ statusCode: 204 });
  expect(logged()).not.toContain('__Name__Deleted');
});

test('counts no item that was not there', async () => {
  dynamodbMock.on(DeleteCommand).resolves({});

  expect(await handler(readEvent('delete.valid'), context)).toMatchObject({ statusCode: 204 });
  expect(logged()).not.toContain('__Name__Deleted');
});
