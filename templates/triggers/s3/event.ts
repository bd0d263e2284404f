interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
}

/** What Lambda passes on of the queue that the bucket sends to, as far as it is read here. */
export interface SqsEvent {
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

/** The uploads of a batch, and the ids of messages that tell of none. Throws a TypeError for another event. */
export function uploadsOf(event: unknown) {
  if (!isSqsEvent(event)) throw new TypeError('This is not an event of an SQS queue');
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

/** What a handler returns so that only these messages come again, or become dead letters. */
export const failed = (ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

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

function isSqsEvent(event: unknown): event is SqsEvent {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every(isSqsRecord);
}

const isSqsRecord = (record: unknown) => {
  const { eventSource, messageId, body } = (record ?? {}) as Record<string, unknown>;
  return eventSource === 'aws:sqs' && typeof messageId === 'string' && typeof body === 'string';
};
