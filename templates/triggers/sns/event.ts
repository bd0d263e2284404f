interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
}

/** What Lambda passes on of the queue that the topic sends to, as far as it is read here. */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

export interface Notification {
  readonly id: string;
  /** Parsed, and not yet validated. */
  readonly body: unknown;
}

/** The messages of a topic, and the ids of those that are no JSON. Throws a TypeError for another event. */
export function notificationsOf(event: unknown) {
  if (!isSqsEvent(event)) throw new TypeError('This is not an event of an SQS queue');
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

/** What a handler returns so that only these messages come again, or become dead letters. */
export const failed = (ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

function isSqsEvent(event: unknown): event is SqsEvent {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every(isSqsRecord);
}

const isSqsRecord = (record: unknown) => {
  const { eventSource, messageId, body } = (record ?? {}) as Record<string, unknown>;
  return eventSource === 'aws:sqs' && typeof messageId === 'string' && typeof body === 'string';
};
