import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { cancelled, casesOf, placed, readEvent } from './fixtures.ts';
import { sequence } from './sequence.ts';
import { published, snsMock } from './sns-mock.ts';

const s3Mock = mockClient(S3Client);

const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

/** The messages that return to the queue; `failed` when the function fails, so that all do. */
const outcomes: Record<string, string[] | 'failed'> = {
  valid: [],
  cancelled: [],
  'with-spaces': [],
  'test-event': [],
  duplicate: [],
  mixed: [second],
  'malformed-body': 'failed',
  'other-notification': 'failed',
  oversize: 'failed',
  'invalid-json': 'failed',
  'missing-field': 'failed',
  'extra-field': 'failed',
  'unknown-type': 'failed',
  absent: 'failed',
};

const objects: Record<string, string> = {
  'orders/4711.json': JSON.stringify(placed),
  'orders/café 4711.json': JSON.stringify(placed),
  'orders/cancelled.json': JSON.stringify(cancelled),
  'orders/invalid-json.json': '{"customerId": "customer-42"',
  'orders/missing-field.json': JSON.stringify({ type: 'order.cancelled', data: {} }),
  'orders/extra-field.json': JSON.stringify({ ...placed, note: 'Ring twice' }),
  'orders/unknown-type.json': JSON.stringify({ ...placed, type: 'order.returned' }),
};

const replay = async (sample: string) => {
  const { handler } = await import('../../src/__name-kebab__/publish.ts');
  return handler(readEvent(`publish.${sample}`), context);
};

const messages = () => published().map(({ Message = '' }) => JSON.parse(Message));

beforeEach(() => {
  snsMock.on(PublishCommand).resolves({ MessageId: 'message' });
  s3Mock.reset().onAnyCommand().rejects(new Error('no such object'));
  for (const [Key, text] of Object.entries(objects)) {
    const Body = { transformToString: async () => text } as never;
    s3Mock.on(GetObjectCommand, { Key }).resolves({ Body });
  }
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('every event has an outcome', () => {
  expect(Object.keys(outcomes).sort()).toEqual(casesOf('publish').sort());
});

test.each(Object.entries(outcomes))('%s returns %j', async (sample, outcome) => {
  const result = replay(sample);

  if (outcome === 'failed') await expect(result).rejects.toThrow();
  else {
    const batchItemFailures = outcome.map((itemIdentifier) => ({ itemIdentifier }));
    expect(await result).toEqual({ batchItemFailures });
  }
  // No contents
  expect(logged()).not.toMatch(/customer-42|Ordered twice|Ring twice/);
});

test('reads the version of the object that the notification names', async () => {
  await replay('with-spaces');

  expect(s3Mock.commandCalls(GetObjectCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      Bucket: 'bucket',
      Key: 'orders/café 4711.json',
      VersionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko',
    },
  ]);
});

test.each([
  ['valid', placed],
  ['cancelled', cancelled],
])('publishes %s in an envelope', async (sample, message) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-15T09:30:00Z') });

  await replay(sample);

  const [event] = messages();
  expect(event).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    version: 1,
    time: '2026-01-15T09:30:00.000Z',
    source: '__app-kebab__',
    correlationId: first,
    ...message,
  });
  expect(published()).toEqual([
    {
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:topic',
      Message: expect.any(String),
      MessageAttributes: {
        type: { DataType: 'String', StringValue: message.type },
        correlationId: { DataType: 'String', StringValue: first },
      },
      ...sequence('order-4711', event.id),
    },
  ]);
});

test('gives one version of an object one id, and another object its own', async () => {
  await replay('duplicate');
  await replay('cancelled');

  const [once, twice, other] = messages().map(({ id }) => id);
  expect(twice).toBe(once);
  expect(other).not.toBe(once);
});

test('does not read an object of more than 256 KB', async () => {
  await expect(replay('oversize')).rejects.toThrow();
  expect(logged()).toContain('larger than 256 KB');
  expect(s3Mock.calls()).toEqual([]);
});

test.each([
  Object.assign(new Error('slow down'), { name: 'ThrottledException' }),
  new Error('no such topic'),
])('has a message delivered again after %s', async (error) => {
  snsMock.on(PublishCommand).rejectsOnce(error).resolves({});

  const { batchItemFailures } = await replay('duplicate');

  expect(batchItemFailures).toHaveLength(1);
  expect(logged()).toContain(error.message);
});

test('names the environment variable it lacks', async () => {
  vi.stubEnv('TOPIC_ARN', undefined);

  await expect(replay('valid')).rejects.toThrow('TOPIC_ARN');
});
