import { GetObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { notices, s3Failure, s3Mock, stored } from './aws-mock.ts';
import { notification } from './fixtures.ts';
import { carrying } from './ingest.ts';
import { corrupt, sample } from './sample.ts';
import { handler } from '../../src/__name-kebab__/process.ts';

test('returns to the queue only what may succeed later, and what is no notification', async () => {
  const unavailable = notification({ key: 'uploads/unavailable' });
  const broken = notification({ key: 'uploads/corrupt' });
  s3Mock
    .on(GetObjectCommand, { Key: 'uploads/unavailable' })
    .rejects(s3Failure('SlowDown'))
    .on(GetObjectCommand, { Key: 'uploads/corrupt' })
    .resolves(stored(corrupt));

  const response = await handler(
    carrying(notification(), '{"Records": [', unavailable, broken),
    context,
  );

  expect(response.batchItemFailures).toEqual([{ itemIdentifier: '2' }, { itemIdentifier: '3' }]);
  expect(
    notices()
      .map(({ Message }) => Message.status)
      .sort(),
  ).toEqual(['failure', 'success']);
  expect(logged()).toContain('"messageId":"3"');
});

test('has one file in memory at a time', async () => {
  let reading = 0;
  s3Mock.on(GetObjectCommand).callsFake(async () => {
    expect(++reading).toBe(1);
    await new Promise(setImmediate);
    reading--;
    return stored(sample);
  });
  const [record] = notification().Records;

  const response = await handler(carrying({ Records: [record, record] }), context);

  expect(response.batchItemFailures).toEqual([]);
  expect(notices()).toHaveLength(2);
});

test('an empty batch leads to nothing', async () => {
  expect(await handler(carrying(), context)).toEqual({ batchItemFailures: [] });
  expect(notices()).toEqual([]);
});
