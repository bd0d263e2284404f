import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context } from '../support/lambda.ts';
import { item, owner, readEvent, region, row } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/get.ts';

test("reads the caller's item, shows no internal attribute, and says which region answers", async () => {
  dynamodbMock.on(GetCommand).resolves({ Item: { ...row, internal: true } });

  const response = await handler(readEvent('get.valid'), context);

  expect(sent()).toEqual([
    [
      'GetCommand',
      { TableName: 'table', Key: { ownerId: owner, id: item.id }, ConsistentRead: true },
    ],
  ]);
  expect(response).toMatchObject({
    statusCode: 200,
    headers: { etag: row.etag, 'x-served-by-region': region },
  });
  expect(JSON.parse(response.body ?? '')).toEqual(item);
});

test.each([undefined, 'not-an-id', `${item.id}0`])(
  'answers with 404 to the id %j, without a read',
  async (id) => {
    const response = await handler({ ...readEvent('get.valid'), pathParameters: { id } }, context);

    expect(response).toMatchObject({ statusCode: 404 });
    expect(sent()).toEqual([]);
  },
);
