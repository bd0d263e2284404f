import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { answerFromPostgres } from '../support/data-api.ts';
import { context, logged } from '../support/lambda.ts';
import { callerStatuses } from './caller.ts';
import { eventNames, readEvent } from './fixtures.ts';
import { dataApi, sent, startStore, storeOnly } from './store.ts';

const statuses: Record<string, number> = {
  'create.valid': 201,
  'create.with-key': 201,
  'create.duplicate-key': 422,
  'create.invalid-json': 400,
  'create.missing-name': 400,
  'create.extra-field': 400,
  'get.valid': 200,
  'get.not-found': 404,
  'get.bad-id': 404,
  'list.valid': 200,
  'list.with-cursor': 200,
  'list.tampered-cursor': 400,
  'list.bad-limit': 400,
  'update.valid': 200,
  'update.stale-version': 412,
  'update.bad-if-match': 400,
  'update.no-if-match': 428,
  'delete.valid': 204,
  'delete.stale-version': 412,
  ...callerStatuses,
};

const replay = async (name: string) => {
  const [file] = name.split('.');
  const { handler } = await import(`../../src/__name-kebab__/${file}.ts`);
  return handler(readEvent(name), context);
};

let stopStore: () => Promise<void>;

beforeAll(async () => {
  stopStore = await startStore();
}, 60_000);

afterAll(() => stopStore());

/** An event with a key finds what an earlier one with that key has made. */
beforeEach(async () => {
  answerFromPostgres();
  await storeOnly();
  await replay('create.with-key');
  vi.resetModules();
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('every event has a status', () => {
  expect(Object.keys(statuses).sort()).toEqual(eventNames.sort());
});

test.each(Object.entries(statuses))('%s is answered with %d', async (name, status) => {
  expect(await replay(name)).toMatchObject({ statusCode: status });
  // Neither bodies nor credentials
  expect(logged()).toContain('Responded');
  expect(logged()).not.toMatch(/First|Renamed|Another body|Bearer|AWS4-HMAC/);
});

const functions = ['create', 'get', 'list', 'update', 'delete'];

test.each(functions)('%s answers throttling with 503', async (name) => {
  const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  dataApi.reset().onAnyCommand().rejects(error);

  expect(await replay(`${name}.valid`)).toMatchObject({
    statusCode: 503,
    headers: { 'retry-after': '1' },
  });
});

test.each(functions)('%s answers with 503 while the database starts', async (name) => {
  const error = Object.assign(new Error('resuming'), { name: 'DatabaseResumingException' });
  dataApi.reset().onAnyCommand().rejects(error);

  expect(await replay(`${name}.valid`)).toMatchObject({
    statusCode: 503,
    headers: { 'retry-after': '15' },
  });
});

test.each(functions)('%s logs an unknown error and does not show it', async (name) => {
  dataApi.reset().onAnyCommand().rejects(new Error('no such column'));

  const { statusCode, body } = await replay(`${name}.valid`);

  expect(statusCode).toBe(500);
  expect(sent()).toHaveLength(1);
  expect(body).not.toContain('no such column');
  expect(logged()).toContain('no such column');
});

test.each(functions)('%s names the environment variable it lacks', async (name) => {
  vi.stubEnv('DATABASE_ARN', undefined);

  await expect(replay(`${name}.valid`)).rejects.toThrow('DATABASE_ARN');
});
