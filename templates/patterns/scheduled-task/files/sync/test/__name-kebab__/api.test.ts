import { setTimeout } from 'node:timers/promises';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { logged } from '../support/lambda.ts';
import './environment.ts';
import { CursorError, fetchPage, readToken } from '../../src/__name-kebab__/api.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn() }));

const secrets = mockClient(SecretsManagerClient);
const fetchMock = vi.fn<typeof fetch>();

const page = { items: [{ id: 'a' }], nextCursor: 'page 2' };
const answer = (status: number, headers = {}) => new Response('{}', { status, headers });
const get = (timeLeft = 290_000) => fetchPage('token', undefined, () => timeLeft);
const pauses = () => vi.mocked(setTimeout).mock.calls.map(([pause]) => pause);

beforeEach(() => {
  secrets.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
  fetchMock.mockReset().mockImplementation(async () => Response.json(page));
  vi.stubGlobal('fetch', fetchMock);
  vi.mocked(setTimeout).mockClear();
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

test('reads the token from the secret', async () => {
  secrets.on(GetSecretValueCommand, { SecretId: 'secret' }).resolves({ SecretString: 'token' });

  expect(await readToken()).toBe('token');
});

test.each([{}, { SecretString: '' }])('fails on the secret %j', async (secret) => {
  secrets.on(GetSecretValueCommand).resolves(secret);

  await expect(readToken()).rejects.toThrow();
});

test('asks for a page with the token, and gives it five seconds', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');

  expect(await fetchPage('token', 'page 1&2', () => 290_000)).toEqual(page);

  expect(fetchMock.mock.calls).toEqual([
    [
      new URL('https://api.example.com/items?sort=id&limit=100&cursor=page+1%262'),
      { headers: { authorization: 'Bearer token' }, signal: timeout.mock.results[0]?.value },
    ],
  ]);
  expect(timeout.mock.calls).toEqual([[5000]]);
});

test('asks for the first page without a cursor', async () => {
  await get();

  expect(String(fetchMock.mock.calls[0]?.[0])).toBe(
    'https://api.example.com/items?sort=id&limit=100',
  );
});

test.each([
  ['500', async () => answer(500)],
  ['503', async () => answer(503)],
  ['429', async () => answer(429)],
  ['a timeout', () => Promise.reject(new DOMException('timed out', 'TimeoutError'))],
  ['a lost connection', () => Promise.reject(new TypeError('fetch failed'))],
  ['half a body', async () => new Response('{"items": [')],
])('tries again after %s', async (_failure, fail) => {
  fetchMock.mockImplementationOnce(fail);

  expect(await get()).toEqual(page);

  expect(fetchMock).toHaveBeenCalledTimes(2);
  expect(pauses()).toEqual([500]);
  expect(logged()).toContain('API call failed');
  expect(logged()).not.toContain('token');
});

test('pauses longer each time, with some chance, and gives up after four attempts', async () => {
  fetchMock.mockImplementation(async () => answer(500));
  vi.mocked(Math.random).mockReturnValue(0.5);

  await expect(get()).rejects.toThrow('The API answered with 500');

  expect(fetchMock).toHaveBeenCalledTimes(4);
  expect(pauses()).toEqual([750, 1500, 3000]);
});

test.each([
  ['7', 7000],
  ['Thu, 15 Jan 2026 09:00:20 GMT', 20_000],
  ['0', 500],
  ['Thu, 15 Jan 2026 08:00:00 GMT', 500],
  ['soon', 500],
])('waits as Retry-After: %s asks', async (value, pause) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-15T09:00:00Z') });
  fetchMock.mockResolvedValueOnce(answer(429, { 'retry-after': value }));

  await get();

  expect(pauses()).toEqual([pause]);
  vi.useRealTimers();
});

test.each([
  ['3600', 290_000],
  ['0', 5499],
])('gives up when Retry-After: %s leaves no time in %d ms', async (value, timeLeft) => {
  fetchMock.mockResolvedValueOnce(answer(429, { 'retry-after': value }));

  await expect(get(timeLeft)).rejects.toThrow('The API answered with 429');

  expect(pauses()).toEqual([]);
});

test.each([
  [400, true],
  [401, false],
  [403, false],
  [404, true],
  [409, false],
  [410, true],
  [422, true],
])('does not try again after %d; the cursor may be to blame: %s', async (status, isCursor) => {
  fetchMock.mockResolvedValueOnce(answer(status));
  const failure = get().catch((error: unknown) => error);

  expect(await failure).toMatchObject({ message: `The API answered with ${status}` });
  expect((await failure) instanceof CursorError).toBe(isCursor);
  expect(fetchMock).toHaveBeenCalledTimes(1);
});

test.each([[[]], [{}], [{ items: {} }], [{ items: [], nextCursor: 2 }]])(
  'does not take the page %j',
  async (body) => {
    fetchMock.mockResolvedValueOnce(Response.json(body));

    await expect(get()).rejects.toThrow();

    expect(fetchMock).toHaveBeenCalledTimes(1);
  },
);

test.each(['API_URL', 'API_TOKEN_ARN'])('names %s when it is missing', async (name) => {
  vi.stubEnv(name, undefined);
  vi.resetModules();

  await expect(import('../../src/__name-kebab__/api.ts')).rejects.toThrow(name);
  vi.unstubAllEnvs();
});
