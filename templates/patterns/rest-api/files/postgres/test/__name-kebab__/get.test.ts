import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerFromPostgres } from '../support/data-api.ts';
import { context } from '../support/lambda.ts';
import { item, readEvent } from './fixtures.ts';
import { sent, startStore, storeOnly } from './store.ts';
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

test.each([undefined, 'not-an-id', `${item.id}0`])(
  'answers with 404 to the id %j, without a read',
  async (id) => {
    const response = await handler({ ...readEvent('get.valid'), pathParameters: { id } }, context);

    expect(response).toMatchObject({ statusCode: 404 });
    expect(sent()).toEqual([]);
  },
);
