interface KinesisRecord {
  readonly eventID: string;
  readonly kinesis: {
    readonly data: string;
    readonly partitionKey: string;
    readonly sequenceNumber: string;
  };
}

/** What Lambda passes on of a stream, as far as it is read here. */
export interface KinesisEvent {
  readonly Records: readonly KinesisRecord[];
}

/** A record; the same one may come twice. */
export interface StreamRecord {
  readonly sequence: string;
  readonly key: string;
  /** Parsed, and not yet validated. */
  readonly data: unknown;
}

/** The records of a batch, and the sequence numbers of those that are no JSON. */
export interface KinesisBatch {
  readonly records: readonly StreamRecord[];
  readonly malformed: readonly string[];
}

/** Reads the event of a stream. Throws a TypeError for another event. */
export function parseKinesisEvent(event: unknown): KinesisBatch {
  if (!isKinesisEvent(event)) throw new TypeError('This is not an event of a Kinesis stream');
  const records: StreamRecord[] = [];
  const malformed: string[] = [];
  for (const { kinesis } of event.Records) {
    const { sequenceNumber: sequence, partitionKey: key } = kinesis;
    try {
      const text = Buffer.from(kinesis.data, 'base64').toString('utf8');
      records.push({ sequence, key, data: JSON.parse(text) });
    } catch {
      malformed.push(sequence);
    }
  }
  return { records, malformed };
}

/** Does the work of each record, in order: the stream goes on from the first that fails or is malformed. */
export async function kinesisResponse(
  { records, malformed }: KinesisBatch,
  work: (record: StreamRecord) => Promise<unknown>,
) {
  const failed = [...malformed];
  for (const record of records) {
    try {
      await work(record);
    } catch (error) {
      const { sequence: id } = record;
      console.error(
        JSON.stringify({ level: 'ERROR', message: 'Failed', id, error: String(error) }),
      );
      failed.push(id);
      break;
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Whether a Kinesis stream has sent the event. */
export function isKinesisEvent(event: unknown): event is KinesisEvent {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every(isKinesisRecord);
}

const isKinesisRecord = (record: unknown) => {
  const { eventSource, kinesis } = (record ?? {}) as Record<string, unknown>;
  const { data, sequenceNumber } = (kinesis ?? {}) as Record<string, unknown>;
  const isWhole = typeof data === 'string' && typeof sequenceNumber === 'string';
  return eventSource === 'aws:kinesis' && isWhole;
};
