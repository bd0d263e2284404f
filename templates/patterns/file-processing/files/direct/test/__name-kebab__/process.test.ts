import { GetObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { notices, s3Failure, s3Mock } from './aws-mock.ts';
import { readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/process.ts';

test('logs with the id of the request, which Lambda keeps when it tries again', async () => {
  await handler(readEvent('process.valid'), context);

  expect(notices()).toHaveLength(1);
  expect(logged()).toContain(`"correlation_id":"${context.awsRequestId}"`);
});

test('fails, so that Lambda tries again', async () => {
  s3Mock.on(GetObjectCommand).rejects(s3Failure('SlowDown'));

  await expect(handler(readEvent('process.valid'), context)).rejects.toThrow('SlowDown');
});
