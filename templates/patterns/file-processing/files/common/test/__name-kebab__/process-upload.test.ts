import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { logged } from '../support/lambda.ts';
import { notices, puts, s3Failure, s3Mock, snsMock, stored } from './aws-mock.ts';
import { upload } from './fixtures.ts';
import { corrupt, made, sample } from './sample.ts';
import { logger } from '../../src/shared/logger.ts';
import { processUpload } from '../../src/__name-kebab__/process-upload.ts';
import { convert } from '../../src/__name-kebab__/processor.ts';

const { bucket, key, versionId } = upload;
const output = { bucket: 'output', key: `processed/${key}/${versionId}.${made.extension}` };
const mebibyte = 1024 * 1024;

const process = (over?: Partial<typeof upload>) => processUpload({ ...upload, ...over }, logger);

const failure = (reason: string | RegExp) =>
  expect.objectContaining({
    Message: {
      upload: { bucket, key: expect.any(String), versionId },
      status: 'failure',
      reason: expect.stringMatching(reason),
    },
    MessageAttributes: { status: { DataType: 'String', StringValue: 'failure' } },
  });

test('reads the version that was uploaded, stores the result once, and tells the topic', async () => {
  await process();

  expect(s3Mock.commandCalls(GetObjectCommand)[0]?.args[0].input).toEqual({
    Bucket: bucket,
    Key: key,
    VersionId: versionId,
  });
  expect(puts()).toEqual([
    {
      Bucket: 'output',
      Key: output.key,
      Body: (await convert({ bytes: sample, contentType: 'text/plain' })).body,
      ContentType: made.contentType,
      Metadata: { 'processed-by': '__name-kebab__' },
      IfNoneMatch: '*',
    },
  ]);
  expect(notices()).toEqual([
    {
      TopicArn: expect.stringMatching(/^arn:aws:sns:.*:notices$/),
      Message: {
        upload: { bucket, key, versionId },
        status: 'success',
        output,
        summary: expect.objectContaining(made.summary),
      },
      MessageAttributes: { status: { DataType: 'String', StringValue: 'success' } },
    },
  ]);
  expect(logged()).toContain('"__Name__Processed":1');
});

test.each([
  [0, /empty/],
  [25 * mebibyte + 1, /larger than 25 MB/],
])('refuses %d bytes without reading them', async (size, reason) => {
  await process({ size });

  expect(s3Mock.calls()).toEqual([]);
  expect(notices()).toEqual([failure(reason)]);
  expect(logged()).toContain('"__Name__Rejected":1');
});

test('takes 25 MB', async () => {
  await process({ size: 25 * mebibyte });

  expect(notices()).toMatchObject([{ Message: { status: 'success' } }]);
});

test('tells why a corrupt file has no result', async () => {
  s3Mock.on(GetObjectCommand).resolves(stored(corrupt));

  await process();

  expect(puts()).toEqual([]);
  expect(notices()).toEqual([failure(/./)]);
});

test('refuses a key to which nothing can be added', async () => {
  await process({ key: `uploads/${'é'.repeat(490)}` });

  expect(puts()).toEqual([]);
  expect(notices()).toEqual([failure(/too long/)]);
});

test.each([
  ['not-uploads/sample', bucket],
  ['uploads/folder/', bucket],
  [key, 'output'],
])('leaves alone %s in the bucket %s', async (key, bucket) => {
  await process({ key, bucket });

  expect(s3Mock.calls()).toEqual([]);
  expect(notices()).toEqual([]);
  expect(logged()).toContain('not an upload');
});

test('leaves alone a copy of its own output', async () => {
  s3Mock.on(GetObjectCommand).resolves(stored(sample, { 'processed-by': 'another' }));

  await process();

  expect(puts()).toEqual([]);
  expect(notices()).toEqual([]);
  expect(logged()).toContain('an output of this function');
});

test.each(['NoSuchKey', 'NoSuchVersion'])('leaves alone what is gone: %s', async (name) => {
  s3Mock.on(GetObjectCommand).rejects(s3Failure(name));

  await process();

  expect(notices()).toEqual([]);
  expect(logged()).toContain('deleted meanwhile');
});

test.each(['AccessDenied', 'SlowDown', 'InternalError'])(
  'fails, to be tried again, when reading ends with %s',
  async (name) => {
    s3Mock.on(GetObjectCommand).rejects(s3Failure(name));

    await expect(process()).rejects.toThrow(name);
    expect(notices()).toEqual([]);
  },
);

test.each(['AccessDenied', 'SlowDown', 'ConditionalRequestConflict'])(
  'fails, to be tried again, when storing ends with %s',
  async (name) => {
    s3Mock.on(PutObjectCommand).rejects(s3Failure(name));

    await expect(process()).rejects.toThrow(name);
    expect(notices()).toEqual([]);
  },
);

test('fails when the topic does, and makes up for the notice at the next try', async () => {
  s3Mock.on(PutObjectCommand).resolvesOnce({}).rejects(s3Failure('PreconditionFailed'));
  snsMock.on(PublishCommand).rejectsOnce(new Error('Throttled')).resolves({});

  await expect(process()).rejects.toThrow('Throttled');
  await process();

  const [first, second] = notices();
  expect(second).toEqual(first);
  expect(second).toMatchObject({ Message: { status: 'success', output } });
});
