import { afterEach, expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { item, readEvent } from './fixtures.ts';
import { sent } from './store.ts';
import { handler as create } from '../../src/__name-kebab__/create.ts';
import { handler as remove } from '../../src/__name-kebab__/delete.ts';
import { handler as get } from '../../src/__name-kebab__/get.ts';
import { handler as list } from '../../src/__name-kebab__/list.ts';
import { handler as update } from '../../src/__name-kebab__/update.ts';

// What is refused for itself asks the store for nothing
afterEach(() => expect(sent()).toEqual([]));

test.each(['', 'x'.repeat(256), 'tab\t', 'clé'])(
  'create refuses the Idempotency-Key %j',
  async (key) => {
    const event = readEvent('create.valid');
    const headers = { ...event.headers, 'idempotency-key': key };

    expect(await create({ ...event, headers }, context)).toMatchObject({ statusCode: 400 });
  },
);

test.each([
  { name: '' },
  { name: 'x'.repeat(201) },
  { name: 1 },
  { name: 'x', description: 'x'.repeat(2001) },
  { name: 'x', description: null },
  { name: 'null\0' },
  { name: 'x', description: '\0' },
  [],
  null,
])('create answers with 400 to %j', async (input) => {
  const event = { ...readEvent('create.valid'), body: JSON.stringify(input) };

  expect(await create(event, context)).toMatchObject({ statusCode: 400 });
});

test('create refuses a body of more than 256 KB', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(256 * 1024) });

  const response = await create({ ...readEvent('create.valid'), body }, context);

  expect(response).toMatchObject({ statusCode: 413 });
});

test.each([undefined, 'not-an-id', `${item.id}0`])(
  'get answers with 404 to the id %j',
  async (id) => {
    const response = await get({ ...readEvent('get.valid'), pathParameters: { id } }, context);

    expect(response).toMatchObject({ statusCode: 404 });
  },
);

test.each([
  { limit: '' },
  { limit: '0' },
  { limit: '101' },
  { limit: '1.5' },
  { limit: '1e1' },
  { limit: ' 1' },
  { limit: 'all' },
  { cursor: '' },
  { cursor: item.id },
  { cursor: `${Buffer.from(item.id).toString('base64url')}*` },
  { cursor: Buffer.from(`${item.id}0`).toString('base64url') },
])('list answers with 400 to %j', async (queryStringParameters) => {
  const event = { ...readEvent('list.valid'), queryStringParameters };

  expect(await list(event, context)).toMatchObject({ statusCode: 400 });
});

test('update answers with 428 without If-Match', async () => {
  const response = await update(readEvent('update.no-if-match'), context);

  expect(response).toMatchObject({ statusCode: 428 });
});

test.each(['', '1', '"0"', '"x"', '*', 'W/"1"', '"1", "2"'])(
  'update answers with 400 to If-Match %j',
  async (etag) => {
    const event = { ...readEvent('update.no-if-match'), headers: { 'If-Match': etag } };

    expect(await update(event, context)).toMatchObject({ statusCode: 400 });
  },
);

test.each([
  [400, { body: '{"name":' }],
  [400, { body: '{"name":""}' }],
  [400, { body: '{"name":"Renamed","ownerId":"me"}' }],
  [404, { pathParameters: { id: 'not-an-id' } }],
  [413, { body: ' '.repeat(256 * 1024 + 1) }],
])('update answers with %d and does not write', async (statusCode, over) => {
  const response = await update({ ...readEvent('update.valid'), ...over }, context);

  expect(response).toMatchObject({ statusCode });
});

test('delete answers with 400 to an If-Match that is no ETag', async () => {
  const event = { ...readEvent('delete.valid'), headers: { 'If-Match': '*' } };

  expect(await remove(event, context)).toMatchObject({ statusCode: 400 });
});

test('delete answers with 404 to what cannot be an id', async () => {
  const event = { ...readEvent('delete.valid'), pathParameters: { id: 'not-an-id' } };

  expect(await remove(event, context)).toMatchObject({ statusCode: 404 });
});
