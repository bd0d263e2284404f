import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent, row } from './fixtures.ts';
import { dynamodbMock, sent } from './store.ts';
import { handler } from '../../src/__name-kebab__/get.ts';

test("reads the caller's item and shows no internal attribute", async () => {
  dynamodbMock.on(GetCommand).resolves({ Item: { ...row, internal: true } });

  const response = await handler(readEvent('get.valid'), context);

  expect(sent()).toEqual([
    [
      'GetCommand',
      { TableName: 'table', Key: { ownerId: owner, id: item.id }, ConsistentRead: true },
    ],
  ]);
  expect(response).toMatchObject({ statusCode: 200, headers: { etag: '"1"' } });
  expect(JSON.parse(response.body ?? '')).toEqual(item);
});
