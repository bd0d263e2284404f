import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failed, uploadsOf } from '__event__';

const path = (name: string) => `events/__name-kebab__/s3.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('uploads have their keys decoded, and the test event of S3 is none', () => {
  expect(uploadsOf(load('valid'))).toEqual({
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

test('a message that is no JSON is reported, and only that one comes again', () => {
  const { uploads, malformed } = uploadsOf(load('not-json'));
  expect(uploads.map(({ key }) => key)).toEqual(['in/1.jpg']);
  expect(failed(malformed)).toEqual({
    batchItemFailures: [{ itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d' }],
  });
});

test('an event that did not come through the queue is refused', () => {
  expect(() => uploadsOf(load('direct'))).toThrow('not an event of an SQS queue');
});
