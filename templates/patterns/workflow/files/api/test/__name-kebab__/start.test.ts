import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { otherOrderStatus, sent, stepFunctionsMock } from './executions.ts';
import { readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/start.ts';

const order = readEvent('validate.valid');

const bodies: [name: string, status: number, body: unknown][] = [
  ['valid', 202, order],
  ['free', 202, readEvent('validate.free')],
  ['other-order', otherOrderStatus, { ...order, email: 'other@example.com' }],
  ['invalid-json', 400, '{"orderId": "order-4711"'],
  ['missing-items', 400, { ...order, items: [] }],
  ['extra-field', 400, { ...order, total: 1 }],
];

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each(bodies)('%s is answered with %d', async (_, status, content) => {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const response = await handler({ ...readEvent('start.valid'), body }, context);

  expect(response).toMatchObject({ statusCode: status });
  expect(logged()).toContain('Responded');
  expect(logged()).not.toMatch(/customer@|other@|tok_|AWS4-HMAC/);
});

test('starts an execution under the id of the order, with the correlation id of the request', async () => {
  const { requestId } = readEvent('start.valid').requestContext;

  const response = await handler(readEvent('start.valid'), context);

  expect(logged()).toMatch(
    new RegExp(`"Starting".*"correlation_id":"${requestId}".*"orderId":"order-4711"`),
  );
  expect(sent()).toEqual([
    [
      'StartExecutionCommand',
      {
        stateMachineArn: process.env.STATE_MACHINE_ARN,
        name: 'order-4711',
        input: JSON.stringify({ ...order, correlationId: requestId }),
      },
    ],
  ]);
  expect(response.body).toBe('{"orderId":"order-4711"}');
});

test.each([
  [400, '[]'],
  [400, JSON.stringify({ ...order, orderId: 'order/4711' })],
  [400, JSON.stringify({ ...order, paymentToken: undefined })],
  [413, ' '.repeat(256 * 1024 + 1)],
])('answers with %d and starts nothing', async (statusCode, body) => {
  const response = await handler({ ...readEvent('start.valid'), body }, context);

  expect(response).toMatchObject({ statusCode });
  expect(sent()).toEqual([]);
});

test('answers throttling with 503', async () => {
  const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  stepFunctionsMock.on(StartExecutionCommand).rejects(error);

  expect(await handler(readEvent('start.valid'), context)).toMatchObject({
    statusCode: 503,
    headers: { 'retry-after': '1' },
  });
});

test('logs an unknown error and does not show it', async () => {
  stepFunctionsMock.on(StartExecutionCommand).rejects(new Error('no such machine'));

  const { statusCode, body } = await handler(readEvent('start.valid'), context);

  expect(statusCode).toBe(500);
  expect(body).not.toContain('no such machine');
  expect(logged()).toContain('no such machine');
});

test('names the environment variable it lacks', async () => {
  vi.stubEnv('STATE_MACHINE_ARN', undefined);
  vi.resetModules();

  const start = import('../../src/__name-kebab__/start.ts');
  await expect(start).rejects.toThrow('STATE_MACHINE_ARN');
});
