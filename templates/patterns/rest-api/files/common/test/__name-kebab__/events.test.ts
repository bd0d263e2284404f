import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { callerStatuses } from './caller.ts';
import { eventNames, readEvent } from './fixtures.ts';
import { answerSamples, failWith, sent, startStore, VARIABLE } from './store.ts';

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

beforeEach(answerSamples);

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
  failWith(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));

  expect(await replay(`${name}.valid`)).toMatchObject({
    statusCode: 503,
    headers: { 'retry-after': '1' },
  });
});

test.each(functions)('%s logs an unknown error and does not show it', async (name) => {
  failWith(new Error('no such place'));

  const { statusCode, body } = await replay(`${name}.valid`);

  expect(statusCode).toBe(500);
  expect(sent()).toHaveLength(1);
  expect(body).not.toContain('no such place');
  expect(logged()).toContain('no such place');
});

test.each(functions)('%s names the environment variable it lacks', async (name) => {
  vi.stubEnv(VARIABLE, undefined);

  await expect(replay(`${name}.valid`)).rejects.toThrow(VARIABLE);
});
