import type { RequestListener } from 'node:http';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { asked, mishaps, stopApi } from '../__name-kebab__/api-server.ts';
import { contextWith, tick } from '../__name-kebab__/fixtures.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import { logged } from '../support/lambda.ts';
import { handler } from '../../src/__name-kebab__/run.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

// No time passes: a pause is over at once, and a request times out when the API is silent
vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));
let timeOut = () => {};
vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
  const request = new AbortController();
  timeOut = () => request.abort(new DOMException('timed out', 'TimeoutError'));
  return request.signal;
});

const secrets = mockClient(SecretsManagerClient);

const status =
  (code: number, headers = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(code, headers).end();
const silence: RequestListener = () => timeOut();
const halfBody: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"items": [', () => response.destroy());
};
const hangUp: RequestListener = (request) => request.socket.destroy();

let stopDynamodb: () => Promise<void>;
let hour = 0;

beforeAll(async () => {
  stopDynamodb = await startDynamodb(dynamodb);
  await createTable('table', 'id');
  secrets.on(GetSecretValueCommand).resolves({ SecretString: 'token' });
});

afterAll(async () => {
  await stopApi();
  await stopDynamodb();
});

beforeEach(() => {
  hour += 1;
  asked.length = 0;
});

/** What the schedule sends in the hour of the current test. */
const event = () => ({
  scheduledTime: new Date(Date.parse(tick) + hour * 3_600_000).toISOString(),
  executionId: `hour ${hour}`,
});

async function rows() {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: 'table' }));
  return Object.fromEntries(Items.map(({ id, ...row }) => [id, row]));
}

test('copies every page, though the API errs, is silent and wants us to wait', async () => {
  mishaps.push(status(500), silence, status(429, { 'retry-after': '1' }));

  await handler(event(), contextWith());

  const { progress, ...records } = await rows();
  const syncedAt = event().scheduledTime;
  expect(records).toEqual({
    'record#a': { data: { id: 'a', n: 1 }, syncedAt },
    'record#b': { data: { id: 'b' }, syncedAt },
    'record#c': { data: { id: 'c' }, syncedAt },
    'record#d': { data: { id: 'd' }, syncedAt },
  });
  expect(progress).toEqual({ runId: expect.any(String), doneTick: syncedAt });
  expect(asked).toEqual(['1', '1', '1', '1', '2', '3']);
});

test('stays on its feet when connections break', async () => {
  mishaps.push(hangUp, halfBody);

  await handler(event(), contextWith());

  expect(asked).toEqual(['1', '1', '1', '2', '3']);
});

test('replaces what it has copied before', async () => {
  mishaps.push((_request, response) =>
    response.end(JSON.stringify({ items: [{ id: 'a', n: 2 }] })),
  );

  await handler(event(), contextWith());

  expect((await rows())['record#a']).toEqual({
    data: { id: 'a', n: 2 },
    syncedAt: event().scheduledTime,
  });
});

test('fails when the API stays down, and the retry carries on at that page', async () => {
  const first: RequestListener = (_request, response) =>
    response.end(JSON.stringify({ items: [{ id: 'e' }], nextCursor: '2' }));
  mishaps.push(first, status(503), status(503), status(503), status(503));

  await expect(handler(event(), contextWith())).rejects.toThrow('The API answered with 503');
  expect(await rows()).toMatchObject({ 'record#e': {}, progress: { nextCursor: '2' } });

  asked.length = 0;
  await handler(event(), contextWith());
  expect(asked).toEqual(['2', '3']);
  expect((await rows()).progress).toEqual({
    runId: expect.any(String),
    doneTick: event().scheduledTime,
  });
});

test('stops before the deadline, and the next tick carries on there', async () => {
  await handler(
    event(),
    contextWith(() => 20_000),
  );
  expect(asked).toEqual(['1']);

  hour += 1;
  await handler(event(), contextWith());
  expect(asked).toEqual(['1', '2', '3']);
});

test('begins anew when the API no longer takes the cursor', async () => {
  await handler(
    event(),
    contextWith(() => 20_000),
  );
  mishaps.push(status(410));
  hour += 1;

  await expect(handler(event(), contextWith())).rejects.toThrow('1 of 1 failed');
  expect(logged()).toContain('The API answered with 410');
  await handler(event(), contextWith());

  expect(asked).toEqual(['1', '2', '1', '2', '3']);
});

test('keeps the cursor when the API does not take the token', async () => {
  await handler(
    event(),
    contextWith(() => 20_000),
  );
  mishaps.push(status(401));
  hour += 1;

  await expect(handler(event(), contextWith())).rejects.toThrow('The API answered with 401');
  await handler(event(), contextWith());

  expect(asked).toEqual(['1', '2', '2', '3']);
});

test('an item that DynamoDB would not take is left out, and no run fails for it', async () => {
  const longest = 'x'.repeat(2000);
  const items = [
    { id: 'large', text: 'x'.repeat(500_000) },
    // Fewer characters than the longest id, and more bytes than a key may have
    { id: '漢'.repeat(700) },
    { id: longest },
    { id: 'next to it' },
  ];
  mishaps.push((_request, response) => response.end(JSON.stringify({ items })));

  await handler(event(), contextWith());

  const stored = await rows();
  expect(Object.keys(stored)).toEqual(
    expect.arrayContaining([`record#${longest}`, 'record#next to it']),
  );
  expect(stored['record#large']).toBeUndefined();
});

test('does nothing for the same tick again', async () => {
  await handler(event(), contextWith());
  asked.length = 0;

  await handler(event(), contextWith());

  expect(asked).toEqual([]);
});
