import { PublishCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HttpEvent } from '../../src/shared/http.ts';
import { context, logged } from '../support/lambda.ts';
import { cancelled, placed, readEvent } from './fixtures.ts';
import { published, snsMock } from './sns-mock.ts';

const json = (message: object) => ({ body: JSON.stringify(message) });
const withKey = { headers: { 'idempotency-key': 'checkout-1' } };

/** The status, and what differs from the sample event. */
const cases: [name: string, status: number, over: Partial<HttpEvent>][] = [
  ['valid', 202, {}],
  ['cancelled', 202, json(cancelled)],
  ['with-key', 202, withKey],
  ['bad-key', 400, { headers: { 'idempotency-key': '' } }],
  ['invalid-json', 400, { body: '{"type": "order.placed"' }],
  ['missing-field', 400, json({ ...cancelled, data: { reason: 'Ordered twice' } })],
  ['extra-field', 400, json({ ...placed, data: { ...placed.data, note: 'Ring twice' } })],
  ['unknown-type', 400, json({ ...placed, type: 'order.returned' })],
];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const requestId = '5f0c2d1e-8a47-4b93-9c36-7e1d2a4b6c80';

const send = async (over?: Partial<HttpEvent>) => {
  const { handler } = await import('../../src/__name-kebab__/publish.ts');
  const event: HttpEvent = readEvent('publish.valid');
  return handler({ ...event, ...over, headers: { ...event.headers, ...over?.headers } }, context);
};

const idOf = ({ body = '' }: { body?: string }) => JSON.parse(body).id;

beforeEach(() => {
  snsMock.on(PublishCommand).resolves({ MessageId: 'message' });
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each(cases)('%s is answered with %d', async (_, statusCode, over) => {
  expect(await send(over)).toMatchObject({ statusCode });
  expect(published()).toHaveLength(statusCode === 202 ? 1 : 0);
  // Neither bodies nor credentials
  expect(logged()).toContain('Responded');
  expect(logged()).not.toMatch(/customer-42|Ordered twice|Ring twice|AWS4-HMAC/);
});

test.each([placed, cancelled])('publishes $type in an envelope', async (message) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-15T09:30:00Z') });

  const id = idOf(await send(json(message)));

  expect(id).toMatch(uuid);
  const [input] = published();
  expect(input).toMatchObject({
    TopicArn: 'arn:aws:sns:us-east-1:123456789012:topic',
    Message: expect.any(String),
    MessageAttributes: {
      type: { DataType: 'String', StringValue: message.type },
      correlationId: { DataType: 'String', StringValue: requestId },
    },
  });
  expect(JSON.parse(input?.Message ?? '')).toEqual({
    id,
    version: 1,
    time: '2026-01-15T09:30:00.000Z',
    source: '__app-kebab__',
    correlationId: requestId,
    ...message,
  });
});

test('passes on the correlation id of the caller', async () => {
  const response = await send({ headers: { 'x-correlation-id': 'caller-id-42' } });

  expect(response.headers).toMatchObject({ 'x-correlation-id': 'caller-id-42' });
  expect(published()[0]).toMatchObject({
    Message: expect.stringContaining('"correlationId":"caller-id-42"'),
    MessageAttributes: { correlationId: { StringValue: 'caller-id-42' } },
  });
});

test('gives a repeated request its first id, and any other one its own', async () => {
  const first = idOf(await send(withKey));

  expect(first).toMatch(uuid);
  expect(idOf(await send(withKey))).toBe(first);
  expect(idOf(await send({ headers: { 'idempotency-key': 'another' } }))).not.toBe(first);
  expect(idOf(await send({ ...withKey, ...json(cancelled) }))).not.toBe(first);
  expect(idOf(await send())).not.toBe(idOf(await send()));
});

test.each(['x'.repeat(256), 'tab\t', 'clé'])('refuses the Idempotency-Key %j', async (key) => {
  expect(await send({ headers: { 'idempotency-key': key } })).toMatchObject({ statusCode: 400 });
});

test('refuses a body of more than 256 KB', async () => {
  const body = JSON.stringify(placed).padEnd(256 * 1024 + 1);

  expect(await send({ body })).toMatchObject({ statusCode: 413 });
});

test.each(['ThrottledException', 'Throttling'])('answers %s with 503', async (name) => {
  snsMock.on(PublishCommand).rejects(Object.assign(new Error('slow down'), { name }));

  expect(await send()).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
});

test('logs an unknown error and does not show it', async () => {
  snsMock.on(PublishCommand).rejects(new Error('no such topic'));

  const { statusCode, body } = await send();

  expect(statusCode).toBe(500);
  expect(body).not.toContain('no such topic');
  expect(logged()).toContain('no such topic');
});

test('names the environment variable it lacks', async () => {
  vi.stubEnv('TOPIC_ARN', undefined);

  await expect(send()).rejects.toThrow('TOPIC_ARN');
});
