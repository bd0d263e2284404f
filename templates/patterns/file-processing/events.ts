export type Ingest = 'sqs' | 'direct';

/** The version that each upload is. */
export const VERSION = 'Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFi';

/** The sample events of a file-processing instance: `objects.ts` has the files that they announce. */
export function sampleEvents(ingest: Ingest, prefix: string): Record<string, object> {
  const announce = (key: string) => {
    const one = notification(prefix + key);
    return ingest === 'direct' ? one : batch(JSON.stringify(one));
  };
  return { 'process.valid': announce('sample'), 'process.corrupt': announce('corrupt') };
}

/** A notification as S3 sends it, without the fields that nobody reads. */
const notification = (key: string) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: '2026-01-15T09:30:00.000Z',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: 'input', arn: 'arn:aws:s3:::input' },
        object: {
          key,
          size: 1024,
          versionId: VERSION,
          eTag: 'd41d8cd98f00b204e9800998ecf8427e',
          sequencer: '0055AED6DCD90281E5',
        },
      },
    },
  ],
});

/** A batch of one message, as Lambda takes it from the queue. */
const batch = (body: string) => ({
  Records: [
    {
      messageId: '00000000-0000-4000-8000-000000000001',
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
    },
  ],
});
