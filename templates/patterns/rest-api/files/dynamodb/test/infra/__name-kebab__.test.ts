import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test.each([
  ['__Name__Create', ['dynamodb:PutItem']],
  ['__Name__List', ['dynamodb:Query']],
  ['__Name__Get', ['dynamodb:GetItem']],
  ['__Name__Update', ['dynamodb:UpdateItem']],
  ['__Name__Delete', ['dynamodb:DeleteItem']],
])('beyond logs, %s may do %j on the table alone', (id, actions) => {
  const onTable = actions.map((action) => `${action} on __Name__Table.Arn`);
  expect(permissions(template, id)).toEqual(onTable);
  expect(properties(template, id)).toMatchObject({
    Environment: { Variables: { TABLE_NAME: '__Name__Table' } },
    MemorySize: 512,
    Timeout: 10,
  });
});

test('an item is found by its owner and its id', () => {
  expect(properties(template, '__Name__Table')).toMatchObject({
    KeySchema: [
      { AttributeName: 'ownerId', KeyType: 'HASH' },
      { AttributeName: 'id', KeyType: 'RANGE' },
    ],
  });
});
