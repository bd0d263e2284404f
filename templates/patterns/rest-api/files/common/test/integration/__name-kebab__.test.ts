import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Event } from '../../src/__name-kebab__/caller.ts';
import type { Item } from '../../src/__name-kebab__/item.ts';
import { readEvent, row } from '../__name-kebab__/fixtures.ts';
import { context } from '../support/lambda.ts';
import { startStore } from './__name-kebab__-store.ts';
import { handler as create } from '../../src/__name-kebab__/create.ts';
import { handler as get } from '../../src/__name-kebab__/get.ts';
import { handler as list } from '../../src/__name-kebab__/list.ts';
import { handler as update } from '../../src/__name-kebab__/update.ts';
import { handler as remove } from '../../src/__name-kebab__/delete.ts';
import { find, insert } from '../../src/__name-kebab__/repository.ts';

let stopStore: () => Promise<void>;

beforeAll(async () => {
  stopStore = await startStore();
});

afterAll(() => stopStore());

/** Sends an event with other parts; `If-Match` and the like join its headers. */
async function send(handler: typeof create, name: string, over: Partial<Event> = {}) {
  const event = readEvent(name);
  const headers = { ...event.headers, ...over.headers };
  const response = await handler({ ...event, ...over, headers }, context);
  return { ...response, body: response.body && JSON.parse(response.body) };
}

const page = async (queryStringParameters: Record<string, string>) =>
  (await send(list, 'list.valid', { queryStringParameters })).body;

const replace = (id: string, etag: string, input: object) =>
  send(update, 'update.no-if-match', {
    pathParameters: { id },
    headers: { 'if-match': etag },
    body: JSON.stringify(input),
  });

test('creates, reads, updates, lists and deletes an item', async () => {
  const created = await send(create, 'create.valid');
  const { id, description } = created.body;
  const pathParameters = { id };
  expect(created).toMatchObject({ statusCode: 201, headers: { etag: '"1"' } });
  expect(description).toBe('The first of many');
  expect(await send(get, 'get.valid', { pathParameters })).toMatchObject({
    statusCode: 200,
    body: created.body,
  });

  const updated = await replace(id, '"1"', { name: 'Renamed' });
  expect(updated).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
  expect(updated.body).toEqual({
    id,
    name: 'Renamed',
    version: 2,
    createdAt: created.body.createdAt,
    updatedAt: expect.any(String),
  });
  expect((await send(list, 'list.valid')).body.items).toContainEqual(updated.body);

  const stale = { pathParameters, headers: { 'if-match': '"1"' } };
  expect(await send(remove, 'delete.valid', stale)).toMatchObject({ statusCode: 412 });
  const current = { pathParameters, headers: { 'if-match': '"2"' } };
  expect(await send(remove, 'delete.valid', current)).toMatchObject({ statusCode: 204 });
  expect(await send(remove, 'delete.valid', { pathParameters })).toMatchObject({ statusCode: 204 });
  expect(await send(get, 'get.valid', { pathParameters })).toMatchObject({ statusCode: 404 });
  expect(await replace(id, '"2"', { name: 'Back' })).toMatchObject({ statusCode: 412 });
});

test('creates once for one Idempotency-Key', async () => {
  const [first, second] = await Promise.all([
    send(create, 'create.with-key'),
    send(create, 'create.with-key'),
  ]);
  const conflict = await send(create, 'create.duplicate-key');

  expect(first).toMatchObject({ statusCode: 201 });
  expect(second).toEqual(first);
  expect(conflict).toMatchObject({ statusCode: 422 });
  const pathParameters = { id: first.body.id };
  expect((await send(get, 'get.valid', { pathParameters })).body).toEqual(first.body);
});

test('lets one of two concurrent updates win', async () => {
  const { id } = (await send(create, 'create.valid')).body;

  const responses = await Promise.all([
    replace(id, '"1"', { name: 'One' }),
    replace(id, '"1"', { name: 'Other' }),
  ]);

  expect(responses.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  const winner = responses.find(({ statusCode }) => statusCode === 200);
  const { body } = await send(get, 'get.valid', { pathParameters: { id } });
  expect(body).toEqual(winner?.body);
});

test('pages through thirty items, each once', async () => {
  const created = await Promise.all(
    Array.from({ length: 30 }, async () => (await send(create, 'create.valid')).body.id),
  );

  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await page(cursor ? { limit: '7', cursor } : { limit: '7' });
    expect(items.length).toBeLessThanOrEqual(7);
    listed.push(...items.map(({ id }: Item) => id));
    cursor = nextCursor;
  } while (cursor);

  expect(listed).toEqual(expect.arrayContaining(created));
  expect(new Set(listed).size).toBe(listed.length);
});

test("keeps out of another owner's items", async () => {
  const other = { ...row, ownerId: 'somebody else', id: randomUUID() };
  await insert(other);
  const pathParameters = { id: other.id };

  expect(await send(get, 'get.valid', { pathParameters })).toMatchObject({ statusCode: 404 });
  expect(await replace(other.id, '"1"', { name: 'Mine' })).toMatchObject({ statusCode: 412 });
  expect(await send(remove, 'delete.valid', { pathParameters })).toMatchObject({ statusCode: 204 });
  const { items } = await page({ limit: '100' });
  expect(items).not.toContainEqual(expect.objectContaining(pathParameters));
  expect(await find(other.ownerId, other.id)).toMatchObject({ name: other.name, version: 1 });
});
