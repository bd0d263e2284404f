import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { notices, s3Failure, s3Mock, stored } from './aws-mock.ts';
import { eventNames, readEvent, upload } from './fixtures.ts';
import { ingestOutcomes } from './ingest.ts';
import { corrupt, made, readable, sample } from './sample.ts';

/** By event: the notices it leads to, or that it fails. */
const outcomes: Record<string, string[] | 'fails'> = {
  'process.valid': ['success'],
  'process.unicode-key': ['success'],
  'process.duplicate': ['success'],
  'process.corrupt': ['failure'],
  'process.deleted': [],
  'process.copied-output': [],
  'process.missing-version': 'fails',
  'process.test-event': [],
  'process.not-a-notification': 'fails',
  ...ingestOutcomes,
};

const get = (name: string) =>
  s3Mock.on(GetObjectCommand, {
    Bucket: upload.bucket,
    Key: `uploads/${name}`,
    VersionId: upload.versionId,
  });

const replay = async (name: string) => {
  const { handler } = await import('../../src/__name-kebab__/process.ts');
  return handler(readEvent(name), context);
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

test('every event has an outcome', () => {
  expect(Object.keys(outcomes).sort()).toEqual(eventNames.sort());
});

test.each(Object.entries(outcomes))('%s leads to %j', async (name, outcome) => {
  if (outcome === 'fails') await expect(replay(name)).rejects.toThrow();
  else await replay(name);

  const statuses = notices()
    .map(({ Message }) => Message.status)
    .sort();
  expect(statuses).toEqual(outcome === 'fails' ? [] : outcome);
  expect(logged()).not.toMatch(readable);
});

test.each(['OUTPUT_BUCKET', 'PREFIX', 'TOPIC_ARN'])('does not start without %s', async (name) => {
  vi.stubEnv(name, undefined);

  await expect(replay('process.valid')).rejects.toThrow(name);
});
