interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
}

/** What Lambda passes on of the queue that the topic sends to, as far as it is read here. */
export interface SnsQueueEvent {
  readonly Records: readonly SqsRecord[];
}

export interface Notification {
  readonly id: string;
  /** Parsed, and not yet validated. */
  readonly body: unknown;
}

/** The messages of a topic, and the ids of those that are no JSON. */
export interface SnsBatch {
  readonly notifications: readonly Notification[];
  readonly malformed: readonly string[];
}

/** Reads the event of the queue that the topic sends to. Throws a TypeError for another event. */
export function parseSnsEvent(event: unknown): SnsBatch {
  if (!isSnsEvent(event)) throw new TypeError('This is not an event of an SQS queue');
  const notifications: Notification[] = [];
  const malformed: string[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      notifications.push({ id: messageId, body: JSON.parse(body) });
    } catch {
      malformed.push(messageId);
    }
  }
  return { notifications, malformed };
}

/** Does the work of each notification: those that fail, or are no JSON, come again alone, or become dead letters. */
export async function snsResponse(
  { notifications, malformed }: SnsBatch,
  work: (notification: Notification) => Promise<unknown>,
) {
  const failed = [...malformed];
  for (const notification of notifications) {
    try {
      await work(notification);
    } catch (error) {
      const { id } = notification;
      console.error(
        JSON.stringify({ level: 'ERROR', message: 'Failed', id, error: String(error) }),
      );
      failed.push(id);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Whether the queue of a topic has sent the event. */
export function isSnsEvent(event: unknown): event is SnsQueueEvent {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every(isSqsRecord);
}

const isSqsRecord = (record: unknown) => {
  const { eventSource, messageId, body } = (record ?? {}) as Record<string, unknown>;
  return eventSource === 'aws:sqs' && typeof messageId === 'string' && typeof body === 'string';
};
