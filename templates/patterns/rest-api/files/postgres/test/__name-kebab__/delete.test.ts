import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent } from './fixtures.ts';
import { answerFromPostgres, startStore, storeNothing, storeOnly } from './store.ts';
import { handler } from '../../src/__name-kebab__/delete.ts';
import { find } from '../../src/__name-kebab__/repository.ts';

let stopStore: () => Promise<void>;

beforeAll(async () => {
  stopStore = await startStore();
}, 60_000);

afterAll(() => stopStore());

beforeEach(async () => {
  answerFromPostgres();
  await storeOnly();
});

const first = () => ({ ...readEvent('delete.valid'), headers: { 'If-Match': '"1"' } });

test("deletes the caller's item", async () => {
  const response = await handler(readEvent('delete.valid'), context);

  expect(response).toMatchObject({ statusCode: 204 });
  expect(response.body).toBeUndefined();
  expect(await find(owner, item.id)).toBeUndefined();
  expect(logged()).toContain('"__Name__Deleted":1');
});

test('deletes only the version that If-Match names', async () => {
  expect(await handler(first(), context)).toMatchObject({ statusCode: 204 });
  await storeOnly({ version: 2 });
  expect(await handler(first(), context)).toMatchObject({ statusCode: 412 });
  expect(await find(owner, item.id)).toMatchObject({ version: 2 });
});

test('an item that is gone was deleted, perhaps by this request', async () => {
  await storeNothing();

  expect(await handler(first(), context)).toMatchObject({ statusCode: 204 });
  expect(logged()).not.toContain('__Name__Deleted');
});

test('counts no item that was not there', async () => {
  await storeNothing();

  expect(await handler(readEvent('delete.valid'), context)).toMatchObject({ statusCode: 204 });
  expect(logged()).not.toContain('__Name__Deleted');
});
