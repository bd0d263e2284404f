import { expect, test } from 'vitest';
import { load, ofType, permissions } from '../support/template.ts';

const template = await load();

test.each([
  ['__Name__Create', ['dynamodb:GetItem', 'dynamodb:PutItem']],
  ['__Name__List', ['dynamodb:Query']],
  ['__Name__Get', ['dynamodb:GetItem']],
  ['__Name__Update', ['dynamodb:UpdateItem']],
  ['__Name__Delete', ['dynamodb:DeleteItem']],
])('%s may do %j on the table, and nothing else', (id, actions) => {
  expect(permissions(template, id)).toEqual(actions.map((action) => `${action} on __Name__Table.Arn`));
  expect(template[id]?.Properties).toMatchObject({
    Environment: { Variables: { TABLE_NAME: '__Name__Table' } },
  });
});
