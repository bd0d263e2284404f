import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent } from './fixtures.ts';
import { answerFromPostgres, sent, startStore, storeNothing } from './store.ts';
import { handler } from '../../src/__name-kebab__/create.ts';
import { find } from '../../src/__name-kebab__/repository.ts';

const create = (name: string, over?: { body?: string; headers?: Record<string, string> }) => {
  const event = readEvent(name);
  const headers = { ...event.headers, ...over?.headers };
  return handler({ ...event, ...over, headers }, context);
};

let stopStore: () => Promise<void>;

beforeAll(async () => {
  stopStore = await startStore();
}, 60_000);

afterAll(() => stopStore());

beforeEach(async () => {
  answerFromPostgres();
  await storeNothing();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(item.createdAt) });
  return () => vi.useRealTimers();
});

test('stores the item under its caller, once', async () => {
  const response = await create('create.valid');

  const created = JSON.parse(response.body ?? '');
  expect(created).toEqual({ ...item, id: expect.any(String) });
  expect(sent()).toHaveLength(1);
  expect(await find(owner, created.id)).toEqual(created);
  expect(response).toMatchObject({
    statusCode: 201,
    headers: { etag: '"1"', location: `__name-kebab__/${created.id}` },
  });
  expect(logged()).toContain('"__Name__Created":1');
});

test('gives each request its own id', async () => {
  const first = await create('create.valid');
  const second = await create('create.valid');

  expect(first.headers?.location).not.toBe(second.headers?.location);
});

test('answers a repeated request as before, with one write', async () => {
  const first = await create('create.with-key');
  vi.setSystemTime('2026-01-16T00:00:00Z');

  const second = await create('create.with-key');

  expect(second).toEqual(first);
  expect(logged().split('"__Name__Created":1')).toHaveLength(2);
});

test('refuses a key that was used with another body', async () => {
  await create('create.with-key');

  const response = await create('create.duplicate-key');

  expect(response).toMatchObject({ statusCode: 422 });
  expect(response.body).toContain('used with another body');
});

test('keeps what looks like SQL as it is', async () => {
  const name = `'; DROP TABLE "__name-kebab__"; -- :id $1`;

  const { body = '' } = await create('create.valid', { body: JSON.stringify({ name }) });

  expect(await find(owner, JSON.parse(body).id)).toMatchObject({ name });
});

test.each([{ name: 'x'.repeat(200), description: 'x'.repeat(2000) }, { name: 'x' }])(
  'takes %j',
  async (input) => {
    const response = await create('create.valid', { body: JSON.stringify(input) });

    expect(response).toMatchObject({ statusCode: 201 });
  },
);
