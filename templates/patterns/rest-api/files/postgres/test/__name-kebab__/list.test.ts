import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { item, readEvent } from './fixtures.ts';
import { answerFromPostgres, startStore, storeOnly } from './store.ts';
import { handler } from '../../src/__name-kebab__/list.ts';

let stopStore: () => Promise<void>;

beforeAll(async () => {
  stopStore = await startStore();
}, 60_000);

afterAll(() => stopStore());

beforeEach(async () => {
  answerFromPostgres();
  await storeOnly();
});

const list = (queryStringParameters: Record<string, string | undefined>) =>
  handler({ ...readEvent('list.valid'), queryStringParameters }, context);

test("lists the caller's items and shows no internal column", async () => {
  const response = await handler(readEvent('list.valid'), context);

  expect(response).toMatchObject({ statusCode: 200 });
  expect(JSON.parse(response.body ?? '')).toEqual({ items: [item] });
});

test("goes on after the cursor, in the caller's items", async () => {
  const { body = '' } = await handler(readEvent('list.with-cursor'), context);

  expect(JSON.parse(body)).toEqual({ items: [] });
});

test.each(['1', '100'])('accepts the limit %s', async (limit) => {
  expect(await list({ limit })).toMatchObject({ statusCode: 200 });
});
