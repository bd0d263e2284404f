import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { notices, s3Failure, s3Mock, stored } from './aws-mock.ts';
import { announcing, upload, validEvent } from './fixtures.ts';
import { carrying } from './ingest.ts';
import { corrupt, made, readable, sample } from './sample.ts';

type Event = Parameters<typeof import('../../src/__name-kebab__/process.ts').handler>[0];

/** The notices that an event leads to, or that it fails. */
const cases: [name: string, outcome: string[] | 'fails', event: Event][] = [
  ['valid', ['success'], validEvent()],
  [
    'unicode-key',
    ['success'],
    announcing({ key: 'uploads/%C3%A9t%C3%A9/Zo%C3%AB+%26+%2B1+%F0%9F%93%B7' }),
  ],
  ['bad-encoding', 'fails', announcing({ key: 'uploads/%E0%A4%A' })],
  ['duplicate', ['success'], announcing({ key: 'uploads/done' })],
  ['corrupt', ['failure'], announcing({ key: 'uploads/corrupt' })],
  ['zero-byte', ['failure'], announcing({ size: 0 })],
  ['oversize', ['failure'], announcing({ size: 25 * 1024 * 1024 + 1 })],
  ['deleted', [], announcing({ key: 'uploads/deleted' })],
  ['unavailable', 'fails', announcing({ key: 'uploads/unavailable' })],
  ['wrong-prefix', [], announcing({ key: 'not-uploads/sample' })],
  ['output-bucket', [], announcing({ bucket: 'output' })],
  ['copied-output', [], announcing({ key: 'uploads/copied-output' })],
  ['missing-version', 'fails', announcing({ versionId: undefined })],
  ['removed', [], announcing({ eventName: 'ObjectRemoved:DeleteMarkerCreated' })],
  ['test-event', [], carrying({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'input' })],
  ['not-a-notification', 'fails', carrying({ hello: 'world' })],
];

const get = (name: string) =>
  s3Mock.on(GetObjectCommand, {
    Bucket: upload.bucket,
    Key: `uploads/${name}`,
    VersionId: upload.versionId,
  });

const replay = async (event: Event) => {
  const { handler } = await import('../../src/__name-kebab__/process.ts');
  return handler(event, context);
};

beforeEach(() => {
  s3Mock.on(GetObjectCommand).rejects(s3Failure('AccessDenied'));
  for (const key of ['sample', 'été/Zoë & +1 📷', 'done']) get(key).resolves(stored(sample));
  get('corrupt').resolves(stored(corrupt));
  get('deleted').rejects(s3Failure('NoSuchVersion'));
  s3Mock.on(GetObjectCommand, { Bucket: 'unavailable' }).rejects(s3Failure('SlowDown'));
  get('copied-output').resolves(stored(sample, { 'processed-by': 'it' }));
  s3Mock
    .on(PutObjectCommand, {
      Bucket: 'output',
      Key: `processed/uploads/done/${upload.versionId}.${made.extension}`,
      IfNoneMatch: '*',
    })
    .rejects(s3Failure('PreconditionFailed'));
});

// Each test imports the handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each(cases)('%s leads to %j', async (_, outcome, event) => {
  if (outcome === 'fails') await expect(replay(event)).rejects.toThrow();
  else await replay(event);

  const statuses = notices()
    .map(({ Message }) => Message.status)
    .sort();
  expect(statuses).toEqual(outcome === 'fails' ? [] : outcome);
  expect(logged()).not.toMatch(readable);
});

test.each(['OUTPUT_BUCKET', 'PREFIX', 'TOPIC_ARN'])('does not start without %s', async (name) => {
  vi.stubEnv(name, undefined);

  await expect(replay(validEvent())).rejects.toThrow(name);
});
