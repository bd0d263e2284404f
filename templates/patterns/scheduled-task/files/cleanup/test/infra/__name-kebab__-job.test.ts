import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the function may find and delete records, and nothing else', () => {
  expect(permissions(template, '__Name__Run')).toEqual([
    'dynamodb:DeleteItem on __Name__Table.Arn',
    'dynamodb:Query on __Name__Table.Arn/index/byExpiry',
    'dynamodb:UpdateItem on __Name__Table.Arn',
    'sqs:SendMessage on __Name__DeadLetters.Arn',
  ]);
  expect(properties(template, '__Name__Run')).toMatchObject({
    Environment: { Variables: { TABLE_NAME: '__Name__Table' } },
  });
});

test('the index holds the keys of records by their expiry', () => {
  expect(properties(template, '__Name__Table')).toMatchObject({
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byExpiry',
        KeySchema: [
          { AttributeName: 'kind', KeyType: 'HASH' },
          { AttributeName: 'expiresAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
});
