import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { context } from '../support/lambda.ts';
import { item, readEvent } from './fixtures.ts';
import { answerFromPostgres, sent, startStore, storeNothing, storeOnly } from './store.ts';
import { handler } from '../../src/__name-kebab__/update.ts';

const now = '2026-01-16T00:00:00.000Z';

let stopStore: () => Promise<void>;

beforeAll(async () => {
  stopStore = await startStore();
}, 60_000);

afterAll(() => stopStore());

beforeEach(async () => {
  answerFromPostgres();
  await storeOnly();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  return () => vi.useRealTimers();
});

test('replaces the item if it is at the expected version', async () => {
  const response = await handler(readEvent('update.valid'), context);

  const { description, ...rest } = item;
  expect(sent()).toHaveLength(1);
  expect(response).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
  expect(JSON.parse(response.body ?? '')).toEqual({
    ...rest,
    name: 'Renamed',
    version: 2,
    updatedAt: now,
  });
});

test('replaces the description as well', async () => {
  const body = JSON.stringify({ name: 'Renamed', description: 'New' });

  const response = await handler({ ...readEvent('update.valid'), body }, context);

  expect(JSON.parse(response.body ?? '')).toMatchObject({ description: 'New' });
});

test('answers a request again whose answer was lost', async () => {
  const first = await handler(readEvent('update.valid'), context);

  const response = await handler(readEvent('update.valid'), context);

  expect(response).toEqual(first);
});

test.each([
  ['another request came first', { version: 2, replaceHash: 'another hash' }],
  ['it has moved on since', { version: 3 }],
])('answers with 412 when %s', async (_, over) => {
  await storeOnly(over);

  const response = await handler(readEvent('update.valid'), context);

  expect(response).toMatchObject({ statusCode: 412 });
});

test('answers with 412 to a version that no item can have', async () => {
  const headers = { 'if-match': '"999999999999999"' };

  const response = await handler({ ...readEvent('update.valid'), headers }, context);

  expect(response).toMatchObject({ statusCode: 412 });
});

test('answers with 412 when the item is gone', async () => {
  await storeNothing();

  const response = await handler(readEvent('update.valid'), context);

  expect(response).toMatchObject({ statusCode: 412 });
});
