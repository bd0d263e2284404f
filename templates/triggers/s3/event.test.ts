import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseS3Event, s3Response } from '__event__';

const path = (name: string) => `events/__name-kebab__/s3.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('uploads have their keys decoded, and the test event of S3 is none', () => {
  expect(parseS3Event(load('valid'))).toEqual({
    uploads: [
      {
        messageId: '059f36b4-87a3-44ab-83d2-661975830a7d',
        bucket: 'images-123456789012',
        key: 'in/café menu.jpg',
        size: 1024,
        versionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko',
      },
    ],
    malformed: [],
  });
});

test('a message that is no JSON is reported, and only that one comes again', async () => {
  const batch = parseS3Event(load('not-json'));
  expect(batch.uploads.map(({ key }) => key)).toEqual(['in/1.jpg']);
  const response = await s3Response(batch, async () => undefined);
  expect(response).toEqual({
    batchItemFailures: [{ itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d' }],
  });
});

test('a message whose work fails comes again', async () => {
  const response = await s3Response(parseS3Event(load('valid')), async () => {
    throw new Error('busy');
  });
  expect(response.batchItemFailures[0]).toEqual({
    itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d',
  });
});

test('an event that did not come through the queue is refused', () => {
  expect(() => parseS3Event(load('direct'))).toThrow('not an event of an SQS queue');
});
