interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
}

/** What Lambda passes on of the queue that the bucket sends to, as far as it is read here. */
export interface S3QueueEvent {
  readonly Records: readonly SqsRecord[];
}

/** An object that was created; the same one may come twice. */
export interface Upload {
  /** Of the message that tells of it. */
  readonly messageId: string;
  readonly bucket: string;
  readonly key: string;
  /** Bytes */
  readonly size: number;
  readonly versionId?: string;
}

interface S3Record {
  readonly s3: {
    readonly bucket: { readonly name: string };
    readonly object: { readonly key: string; readonly size: number; readonly versionId?: string };
  };
}

/** The uploads of a batch, and the ids of messages that tell of none. */
export interface S3Batch {
  readonly uploads: readonly Upload[];
  readonly malformed: readonly string[];
}

/** Reads the event of the queue that the bucket sends to. Throws a TypeError for another event. */
export function parseS3Event(event: unknown): S3Batch {
  if (!isS3QueueEvent(event)) throw new TypeError('This is not an event of an SQS queue');
  const uploads: Upload[] = [];
  const malformed: string[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      uploads.push(...recordsIn(body).map((record) => uploadOf(messageId, record)));
    } catch {
      malformed.push(messageId);
    }
  }
  return { uploads, malformed };
}

/** Does the work of each upload: those that fail, or are no JSON, come again alone, or become dead letters. */
export async function s3Response(
  { uploads, malformed }: S3Batch,
  work: (upload: Upload) => Promise<unknown>,
) {
  const failed = [...malformed];
  for (const upload of uploads) {
    try {
      await work(upload);
    } catch (error) {
      const { messageId: id } = upload;
      console.error(
        JSON.stringify({ level: 'ERROR', message: 'Failed', id, error: String(error) }),
      );
      failed.push(id);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

function recordsIn(body: string): readonly S3Record[] {
  const { Event, Records } = JSON.parse(body) as { Event?: string; Records?: unknown };
  // S3 sends it when the notification is set up
  if (Event === 's3:TestEvent') return [];
  if (!Array.isArray(Records)) throw new TypeError('This is not a notification of S3');
  return Records;
}

function uploadOf(messageId: string, { s3: { bucket, object } }: S3Record): Upload {
  const key = decodeURIComponent(object.key.replaceAll('+', ' '));
  return { messageId, bucket: bucket.name, key, size: object.size, versionId: object.versionId };
}

/** Whether the queue of a bucket has sent the event: one of its messages is a notification of S3. */
export const isS3Event = (event: unknown): event is S3QueueEvent =>
  isS3QueueEvent(event) && event.Records.some(({ body }) => /"(aws:s3|s3:TestEvent)"/.test(body));

function isS3QueueEvent(event: unknown): event is S3QueueEvent {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every(isSqsRecord);
}

const isSqsRecord = (record: unknown) => {
  const { eventSource, messageId, body } = (record ?? {}) as Record<string, unknown>;
  return eventSource === 'aws:sqs' && typeof messageId === 'string' && typeof body === 'string';
};
