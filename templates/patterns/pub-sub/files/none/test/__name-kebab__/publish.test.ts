import { PublishCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { cancelled, placed, readEvent } from './fixtures.ts';
import { published, snsMock } from './sns-mock.ts';

const cases: [name: string, isAccepted: boolean, input: unknown][] = [
  ['valid', true, readEvent('publish.valid')],
  ['cancelled', true, cancelled],
  ['missing-field', false, { ...cancelled, data: { reason: 'Ordered twice' } }],
  ['extra-field', false, { ...placed, data: { ...placed.data, note: 'Ring twice' } }],
  ['unknown-type', false, { ...placed, type: 'order.returned' }],
  ['empty', false, {}],
];

const id = context.awsRequestId;

const invoke = async (input: unknown) => {
  const { handler } = await import('../../src/__name-kebab__/publish.ts');
  return handler(input, context);
};

beforeEach(() => {
  snsMock.on(PublishCommand).resolves({ MessageId: 'message' });
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each(cases)('%s is accepted: %s', async (_, isAccepted, input) => {
  const result = invoke(input);

  if (isAccepted) expect(await result).toEqual({ id });
  else await expect(result).rejects.toThrow('Invalid fields');
  expect(published()).toHaveLength(isAccepted ? 1 : 0);
  expect(logged()).not.toMatch(/customer-42|Ordered twice|Ring twice/);
});

test.each([placed, cancelled])('publishes $type in an envelope', async (message) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-15T09:30:00Z') });

  await invoke(message);

  const [input] = published();
  expect(input).toMatchObject({
    TopicArn: 'arn:aws:sns:us-east-1:123456789012:topic',
    Message: expect.any(String),
    MessageAttributes: {
      type: { DataType: 'String', StringValue: message.type },
      correlationId: { DataType: 'String', StringValue: id },
    },
  });
  expect(JSON.parse(input?.Message ?? '')).toEqual({
    id,
    version: 1,
    time: '2026-01-15T09:30:00.000Z',
    source: '__app-kebab__',
    correlationId: id,
    ...message,
  });
});

test.each([undefined, null, 'text', []])('refuses %j', async (input) => {
  await expect(invoke(input)).rejects.toThrow('Invalid fields');
});

test.each([
  Object.assign(new Error('slow down'), { name: 'ThrottledException' }),
  new Error('no such topic'),
])('fails with %s, so that it is tried again', async (error) => {
  snsMock.on(PublishCommand).rejects(error);

  await expect(invoke(placed)).rejects.toThrow(error);
});

test('names the environment variable it lacks', async () => {
  vi.stubEnv('TOPIC_ARN', undefined);

  await expect(invoke(placed)).rejects.toThrow('TOPIC_ARN');
});
