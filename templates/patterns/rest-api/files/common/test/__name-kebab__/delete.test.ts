import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/delete.ts';

test("deletes the caller's item", async () => {
  dynamodbMock.on(DeleteCommand).resolves({});

  const response = await handler(readEvent('delete.valid'), context);

  expect(sent()).toEqual([
    ['DeleteCommand', { TableName: 'table', Key: { ownerId: owner, id: item.id } }],
  ]);
  expect(response).toMatchObject({ statusCode: 204 });
  expect(response.body).toBeUndefined();
});

test('answers with 404 to what cannot be an id, without a call', async () => {
  const event = { ...readEvent('delete.valid'), pathParameters: { id: 'not-an-id' } };

  expect(await handler(event, context)).toMatchObject({ statusCode: 404 });
  expect(sent()).toEqual([]);
});
