export type Ingest = 'sqs' | 'direct';

/** The version that each upload is. */
export const VERSION = 'Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFi';

/** The sample events of a file-processing instance, by case; its tests make the other cases by what differs. */
export function events(ingest: Ingest, prefix: string): Record<string, object> {
  const valid = notification('input', `${prefix}sample`);
  const corrupt = notification('input', `${prefix}corrupt`);
  const copied = notification('input', `${prefix}copied-output`);
  const singles = { valid, corrupt, 'copied-output': copied };
  const wrap = (one: object) => (ingest === 'sqs' ? batch(JSON.stringify(one)) : one);
  const all = Object.entries(singles).map(([name, one]) => [`process.${name}`, wrap(one)]);
  const unavailable = notification('unavailable', `${prefix}sample`);
  const [first, second, third] = [valid, unavailable, corrupt].map((one) => JSON.stringify(one));
  const mixed = { 'process.mixed-batch': batch(first!, '{"Records": [', second!, third!) };
  return { ...Object.fromEntries(all), ...(ingest === 'sqs' && mixed) };
}

/** A notification as S3 sends it, without the fields that nobody reads. */
const notification = (bucket: string, key: string) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: '2026-01-15T09:30:00.000Z',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
        object: {
          ...{ key, size: 1024, versionId: VERSION },
          eTag: 'd41d8cd98f00b204e9800998ecf8427e',
          sequencer: '0055AED6DCD90281E5',
        },
      },
    },
  ],
});

/** A batch as Lambda takes it from the queue; ids count from 1. */
const batch = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `00000000-0000-4000-8000-00000000000${index + 1}`,
    receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1768469400000',
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: '1768469400001',
    },
    messageAttributes: {},
    md5OfBody: 'd41d8cd98f00b204e9800998ecf8427e',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:uploads',
    awsRegion: 'us-east-1',
  })),
});
