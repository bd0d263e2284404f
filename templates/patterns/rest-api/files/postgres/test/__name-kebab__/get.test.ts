import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { item, readEvent } from './fixtures.ts';
import { answerFromPostgres, startStore, storeOnly } from './store.ts';
import { handler } from '../../src/__name-kebab__/get.ts';

let stopStore: () => Promise<void>;

beforeAll(async () => {
  stopStore = await startStore();
}, 60_000);

afterAll(() => stopStore());

beforeEach(async () => {
  answerFromPostgres();
  await storeOnly();
});

test("reads the caller's item and shows no internal column", async () => {
  const response = await handler(readEvent('get.valid'), context);

  expect(response).toMatchObject({ statusCode: 200, headers: { etag: '"1"' } });
  expect(JSON.parse(response.body ?? '')).toEqual(item);
});
