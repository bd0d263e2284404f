import { GetObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';
import { notices, s3Failure, s3Mock, stored } from './aws-mock.ts';
import { readEvent } from './fixtures.ts';
import { corrupt, sample } from './sample.ts';
import { handler } from '../../src/__name-kebab__/process.ts';

test('returns to the queue only what may succeed later, and what is no notification', async () => {
  const [valid, malformed, unavailable, broken] = readEvent('process.mixed-batch').Records;
  s3Mock
    .on(GetObjectCommand, { Bucket: 'unavailable' })
    .rejects(s3Failure('SlowDown'))
    .on(GetObjectCommand, { Key: 'uploads/corrupt' })
    .resolves(stored(corrupt));

  const response = await handler({ Records: [valid, malformed, unavailable, broken] }, context);

  expect(response.batchItemFailures).toEqual([
    { itemIdentifier: malformed.messageId },
    { itemIdentifier: unavailable.messageId },
  ]);
  expect(
    notices()
      .map(({ Message }) => Message.status)
      .sort(),
  ).toEqual(['failure', 'success']);
  expect(logged()).toContain(unavailable.messageId);
});

test('has one file in memory at a time', async () => {
  let reading = 0;
  s3Mock.on(GetObjectCommand).callsFake(async () => {
    expect(++reading).toBe(1);
    await new Promise(setImmediate);
    reading--;
    return stored(sample);
  });
  const [{ body }] = readEvent('process.valid').Records;
  const [upload] = JSON.parse(body).Records;
  const two = JSON.stringify({ Records: [upload, upload] });

  const response = await handler(sqsEvent(sqsRecord('1', two)), context);

  expect(response.batchItemFailures).toEqual([]);
  expect(notices()).toHaveLength(2);
});
