import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Event } from '../../src/__name-kebab__/caller.ts';
import { readEvent, region, row, turnSwitch } from '../__name-kebab__/fixtures.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import { context } from '../support/lambda.ts';
import { handler as get } from '../../src/__name-kebab__/get.ts';
import { handler as health } from '../../src/__name-kebab__/health.ts';
import { handler as put } from '../../src/__name-kebab__/put.ts';
import { withEtag } from '../../src/__name-kebab__/repository.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

let stopDynamodb: () => Promise<void>;
let id: string;

beforeAll(async () => {
  stopDynamodb = await startDynamodb(dynamodb);
  await createTable('table', 'ownerId', 'id');
});

afterAll(() => stopDynamodb());

beforeEach(() => {
  id = randomUUID();
});

/** Sends an event about the test's own item. */
async function send(handler: typeof get, name: string, over: Partial<Event> = {}) {
  const event = readEvent(name);
  const headers = { ...event.headers, ...over.headers };
  const response = await handler({ ...event, pathParameters: { id }, ...over, headers }, context);
  return { ...response, body: response.body && JSON.parse(response.body) };
}

const replace = (etag: string, name: string) =>
  send(put, 'put.no-precondition', {
    headers: { 'if-match': etag },
    body: JSON.stringify({ name }),
  });

test('creates, reads and replaces an item', async () => {
  const created = await send(put, 'put.valid');
  expect(created).toMatchObject({ statusCode: 201, body: { id, name: 'First', region } });
  expect(await send(get, 'get.valid')).toMatchObject({ statusCode: 200, body: created.body });

  const replaced = await replace(created.headers?.etag ?? '', 'Renamed');
  expect(replaced.statusCode).toBe(200);
  expect(replaced.body).toEqual({
    id,
    name: 'Renamed',
    updatedAt: expect.any(String),
    region,
  });
  expect(await send(get, 'get.valid')).toMatchObject({
    body: replaced.body,
    headers: { etag: replaced.headers?.etag },
  });
});

test('answers what is repeated as before, and what comes too late with 412', async () => {
  const created = await send(put, 'put.valid');
  expect(await send(put, 'put.valid')).toEqual(created);
  expect(await send(put, 'put.taken')).toMatchObject({ statusCode: 412 });

  const etag = created.headers?.etag ?? '';
  const replaced = await replace(etag, 'Renamed');
  expect(await replace(etag, 'Renamed')).toEqual(replaced);
  expect(await replace(etag, 'Too late')).toMatchObject({ statusCode: 412 });
  expect(await send(get, 'get.valid')).toMatchObject({ body: replaced.body });
});

test('lets one of two concurrent writes win', async () => {
  const { headers } = await send(put, 'put.valid');
  const etag = headers?.etag ?? '';

  const responses = await Promise.all([replace(etag, 'One'), replace(etag, 'Other')]);

  expect(responses.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  const winner = responses.find(({ statusCode }) => statusCode === 200);
  expect((await send(get, 'get.valid')).body).toEqual(winner?.body);
});

test('notices that a write of another region has replaced its own', async () => {
  const { headers } = await send(put, 'put.valid');
  const mine = await replace(headers?.etag ?? '', 'Mine');

  // As replication does: without a condition
  const theirs = withEtag({ ...row, id, name: 'Theirs', region: 'elsewhere' });
  await dynamodb.send(new PutCommand({ TableName: 'table', Item: theirs }));

  expect(await replace(mine.headers?.etag ?? '', 'Mine again')).toMatchObject({ statusCode: 412 });
  expect(await send(get, 'get.valid')).toMatchObject({
    body: { name: 'Theirs', region: 'elsewhere' },
    headers: { etag: theirs.etag },
  });
});

test("keeps out of another owner's items", async () => {
  await dynamodb.send(
    new PutCommand({ TableName: 'table', Item: { ...row, id, ownerId: 'somebody else' } }),
  );

  expect(await send(get, 'get.valid')).toMatchObject({ statusCode: 404 });
  expect(await replace(row.etag, 'Mine')).toMatchObject({ statusCode: 412 });
});

test('is healthy as long as the table can be read', async () => {
  turnSwitch('true');
  expect(await send(health, 'health.valid')).toMatchObject({ statusCode: 200 });
});
