export type Ingest = 'sqs' | 'direct';

/** The version that each upload is. */
export const VERSION = 'Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFi';

interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly versionId?: string;
  readonly eventName?: string;
}

/** The sample events of a file-processing instance, by case. */
export function events(ingest: Ingest, prefix: string): Record<string, object> {
  const all = notifications(prefix);
  if (ingest === 'direct') return { ...all, 'process.not-a-notification': { hello: 'world' } };
  const single = Object.entries(all).map(([name, one]) => [name, batch(JSON.stringify(one))]);
  return {
    ...Object.fromEntries(single),
    'process.malformed-body': batch('{"Records": ['),
    'process.not-a-notification': batch('{"hello":"world"}'),
    'process.mixed-batch': batch(
      JSON.stringify(all['process.valid']),
      '{"Records": [',
      JSON.stringify(all['process.unavailable']),
      JSON.stringify(all['process.corrupt']),
    ),
    'process.empty-batch': batch(),
  };
}

function notifications(prefix: string): Record<string, object> {
  const valid: Upload = {
    bucket: 'input',
    key: `${prefix}sample`,
    size: 1024,
    versionId: VERSION,
  };
  const { versionId: _, ...unversioned } = valid;
  return {
    'process.valid': notification(valid),
    'process.unicode-key': notification({
      ...valid,
      key: `${prefix}%C3%A9t%C3%A9/Zo%C3%AB+%26+%2B1+%F0%9F%93%B7`,
    }),
    'process.bad-encoding': notification({ ...valid, key: `${prefix}%E0%A4%A` }),
    'process.duplicate': notification({ ...valid, key: `${prefix}done` }),
    'process.corrupt': notification({ ...valid, key: `${prefix}corrupt` }),
    'process.zero-byte': notification({ ...valid, size: 0 }),
    'process.oversize': notification({ ...valid, size: 25 * 1024 * 1024 + 1 }),
    'process.deleted': notification({ ...valid, key: `${prefix}deleted` }),
    'process.unavailable': notification({
      ...valid,
      bucket: 'unavailable',
      key: `${prefix}unavailable`,
    }),
    'process.wrong-prefix': notification({ ...valid, key: `not-${prefix}sample` }),
    'process.output-bucket': notification({ ...valid, bucket: 'output' }),
    'process.copied-output': notification({ ...valid, key: `${prefix}copied-output` }),
    'process.missing-version': notification(unversioned),
    'process.removed': notification({ ...valid, eventName: 'ObjectRemoved:DeleteMarkerCreated' }),
    'process.test-event': {
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: '2026-01-15T09:30:00.000Z',
      Bucket: 'input',
      RequestId: '5582815E1AEA5ADF',
      HostId: '8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE',
    },
  };
}

/** A notification as S3 sends it, without the fields that nobody reads. */
const notification = ({ bucket, eventName = 'ObjectCreated:Put', ...object }: Upload) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: '2026-01-15T09:30:00.000Z',
      eventName,
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
        object: {
          ...object,
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
