import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { alreadyExists, otherOrder, sent, stepFunctionsMock } from './executions.ts';
import { readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/start.ts';

test('answers a repeated order as before', async () => {
  stepFunctionsMock.on(StartExecutionCommand).resolvesOnce({}).rejects(alreadyExists);
  const first = await handler(readEvent('start.valid'), context);

  const second = await handler(readEvent('start.valid'), context);

  expect(second).toEqual(first);
  expect(sent().at(-1)).toEqual([
    'DescribeExecutionCommand',
    { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:orders:order-4711' },
  ]);
});

test('refuses an id that another order has', async () => {
  const event = readEvent('start.valid');
  const body = JSON.stringify({ ...JSON.parse(event.body), ...otherOrder });

  const response = await handler({ ...event, body }, context);

  expect(response).toMatchObject({ statusCode: 409 });
  expect(JSON.parse(response.body ?? '')).toMatchObject({
    detail: 'The orderId was used with another order',
  });
});
