import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';
import { cancelled, placed, readEvent } from './fixtures.ts';
import { published, snsMock } from './sns-mock.ts';

const s3Mock = mockClient(S3Client);

const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

/** S3's notification in the sample event, about another object. */
function about(key: string, size = 180): string {
  const notification = JSON.parse(readEvent('publish.valid').Records[0].body);
  Object.assign(notification.Records[0].s3.object, { key, size });
  return JSON.stringify(notification);
}

const order = about('orders/4711.json');
const cancellation = about('orders/cancelled.json');
const withSpaces = about('orders/caf%C3%A9+4711.json');
const oversize = about('orders/4711.json', 256 * 1024 + 1);

/** The messages that return to the queue (`failed`: the function fails, so all do), and the bodies. */
const cases: [name: string, outcome: string[] | 'failed', bodies: string[]][] = [
  ['valid', [], [order]],
  ['cancelled', [], [cancellation]],
  ['with-spaces', [], [withSpaces]],
  ['test-event', [], ['{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"bucket"}']],
  ['duplicate', [], [order, order]],
  ['mixed', [second], [order, 'not JSON', cancellation]],
  ['malformed-body', 'failed', ['not JSON']],
  ['other-notification', 'failed', ['{"Event":"s3:Unknown"}']],
  ['oversize', 'failed', [oversize]],
  ['invalid-json', 'failed', [about('orders/invalid-json.json')]],
  ['missing-field', 'failed', [about('orders/missing-field.json')]],
  ['extra-field', 'failed', [about('orders/extra-field.json')]],
  ['unknown-type', 'failed', [about('orders/unknown-type.json')]],
  ['absent', 'failed', [about('orders/absent.json')]],
];

const objects: Record<string, string> = {
  'orders/4711.json': JSON.stringify(placed),
  'orders/café 4711.json': JSON.stringify(placed),
  'orders/cancelled.json': JSON.stringify(cancelled),
  'orders/invalid-json.json': '{"customerId": "customer-42"',
  'orders/missing-field.json': JSON.stringify({ type: 'order.cancelled', data: {} }),
  'orders/extra-field.json': JSON.stringify({ ...placed, note: 'Ring twice' }),
  'orders/unknown-type.json': JSON.stringify({ ...placed, type: 'order.returned' }),
};

const publish = async (...bodies: string[]) => {
  const { handler } = await import('../../src/__name-kebab__/publish.ts');
  const records = bodies.map((body, index) =>
    sqsRecord(`00000000-0000-4000-8000-00000000000${index + 1}`, body),
  );
  return handler(sqsEvent(...records), context);
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

test.each(cases)('%s returns %j', async (_, outcome, bodies) => {
  const result = publish(...bodies);

  if (outcome === 'failed') await expect(result).rejects.toThrow();
  else {
    const batchItemFailures = outcome.map((itemIdentifier) => ({ itemIdentifier }));
    expect(await result).toEqual({ batchItemFailures });
  }
  // No contents
  expect(logged()).not.toMatch(/customer-42|Ordered twice|Ring twice/);
});

test('reads the version of the object that the notification names', async () => {
  await publish(withSpaces);

  expect(s3Mock.commandCalls(GetObjectCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      Bucket: 'bucket',
      Key: 'orders/café 4711.json',
      VersionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko',
    },
  ]);
});

test.each([
  ['placed', order, placed],
  ['cancelled', cancellation, cancelled],
])('publishes %s in an envelope', async (_, body, message) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-15T09:30:00Z') });

  await publish(body);

  const [event] = messages();
  expect(event).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    version: 1,
    time: '2026-01-15T09:30:00.000Z',
    source: '__app-kebab__',
    correlationId: first,
    ...message,
  });
  expect(published()).toMatchObject([
    {
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:topic',
      Message: expect.any(String),
      MessageAttributes: {
        type: { DataType: 'String', StringValue: message.type },
        correlationId: { DataType: 'String', StringValue: first },
      },
    },
  ]);
});

test('gives one version of an object one id, and another object its own', async () => {
  await publish(order, order, cancellation);

  const [once, twice, other] = messages().map(({ id }) => id);
  expect(twice).toBe(once);
  expect(other).not.toBe(once);
});

test('does not read an object of more than 256 KB', async () => {
  await expect(publish(oversize)).rejects.toThrow();
  expect(logged()).toContain('larger than 256 KB');
  expect(s3Mock.calls()).toEqual([]);
});

test.each([
  Object.assign(new Error('slow down'), { name: 'ThrottledException' }),
  new Error('no such topic'),
])('has a message delivered again after %s', async (error) => {
  snsMock.on(PublishCommand).rejectsOnce(error).resolves({});

  const { batchItemFailures } = await publish(order, order);

  expect(batchItemFailures).toHaveLength(1);
  expect(logged()).toContain(error.message);
});

test('names the environment variable it lacks', async () => {
  vi.stubEnv('TOPIC_ARN', undefined);

  await expect(publish(order)).rejects.toThrow('TOPIC_ARN');
});
