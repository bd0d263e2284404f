import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readEvent, upload } from '../__name-kebab__/fixtures.ts';
import { corrupt, made, sample } from '../__name-kebab__/sample.ts';
import { createQueue, receive, startEmulator } from '../support/emulator.ts';
import { context } from '../support/lambda.ts';
import { handler } from '../../src/__name-kebab__/process.ts';
import { convert } from '../../src/__name-kebab__/processor.ts';

const s3 = new S3Client();
const sns = new SNSClient();
let queueUrl: string;
let stopEmulator: () => Promise<void>;

beforeAll(async () => {
  stopEmulator = await startEmulator();
  for (const Bucket of ['input', 'output']) await s3.send(new CreateBucketCommand({ Bucket }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'notices' }));
  const { url, arn } = await createQueue('subscriber');
  const Attributes = { RawMessageDelivery: 'true' };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn, Attributes }));
  queueUrl = url;
});

afterAll(() => stopEmulator());

beforeEach(async () => {
  await receive(queueUrl);
});

const put = (Key: string, Body: Uint8Array, Bucket = 'input') =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain' }));

const replay = (name: string) => handler(readEvent(name), context);

const outputOf = (key: string) => `processed/${key}/${upload.versionId}.${made.extension}`;

async function read(Key: string) {
  const { Body, ContentType, Metadata } = await s3.send(
    new GetObjectCommand({ Bucket: 'output', Key }),
  );
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  return { bytes, type: ContentType, metadata: Metadata };
}

/** What a subscriber of the topic has got. */
async function notices() {
  const messages = await receive(queueUrl);
  return messages.map(({ Body, MessageAttributes }) => ({
    ...JSON.parse(Body ?? ''),
    attribute: MessageAttributes?.status?.StringValue,
  }));
}

const success = (key: string) => ({
  upload: { bucket: 'input', key, versionId: upload.versionId },
  status: 'success',
  attribute: 'success',
  output: { bucket: 'output', key: outputOf(key) },
  summary: expect.objectContaining(made.summary),
});

test.each([
  ['process.valid', upload.key],
  ['process.unicode-key', 'uploads/été/Zoë & +1 📷'],
])('%s: the result is stored, the subscriber is notified', async (name, key) => {
  await put(key, sample);

  await replay(name);

  expect(await read(outputOf(key))).toEqual({
    bytes: Buffer.from((await convert({ bytes: sample, contentType: 'text/plain' })).body),
    type: made.contentType,
    metadata: { 'processed-by': '__name-kebab__' },
  });
  expect(await notices()).toEqual([success(key)]);
});

test('an existing result is left alone, and the subscriber is notified', async () => {
  const key = 'uploads/done';
  await put(key, sample);
  await put(outputOf(key), Buffer.from('the first result'), 'output');

  await replay('process.duplicate');

  expect((await read(outputOf(key))).bytes.toString()).toBe('the first result');
  expect(await notices()).toEqual([success(key)]);
});

test('a corrupt file has no result, the subscriber gets the reason', async () => {
  await put('uploads/corrupt', corrupt);

  await replay('process.corrupt');

  const Prefix = 'processed/uploads/corrupt';
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: 'output', Prefix }));
  expect(KeyCount).toBe(0);
  expect(await notices()).toMatchObject([
    { status: 'failure', attribute: 'failure', reason: expect.any(String) },
  ]);
});

test('an output that is copied to the uploads is not processed again', async () => {
  const Key = 'uploads/copied-output';
  const Metadata = { 'processed-by': '__name-kebab__' };
  await s3.send(new PutObjectCommand({ Bucket: 'input', Key, Body: sample, Metadata }));

  await replay('process.copied-output');

  expect(await notices()).toEqual([]);
});

test('a file whose version is gone is left out', async () => {
  await replay('process.deleted');

  expect(await notices()).toEqual([]);
});
