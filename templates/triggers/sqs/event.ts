interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes?: { readonly MessageGroupId?: string };
}

/** What Lambda passes on of a queue, as far as it is read here. */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

export interface Message {
  readonly id: string;
  /** Of a FIFO queue. */
  readonly group?: string;
  /** Parsed, and not yet validated. */
  readonly body: unknown;
}

/** The messages of a batch, and the ids of those that are no JSON. */
export interface SqsBatch {
  readonly messages: readonly Message[];
  readonly malformed: readonly string[];
}

/** Reads the event of a queue. Throws a TypeError for another event. */
export function parseSqsEvent(event: unknown): SqsBatch {
  if (!isSqsEvent(event)) throw new TypeError('This is not an event of an SQS queue');
  const messages: Message[] = [];
  const malformed: string[] = [];
  for (const { messageId, body, attributes } of event.Records) {
    try {
      const group = attributes?.MessageGroupId;
      messages.push({ id: messageId, body: JSON.parse(body), ...(group && { group }) });
    } catch {
      malformed.push(messageId);
    }
  }
  return { messages, malformed };
}

/**
 * Does the work of each message: those that fail, or are no JSON, come again alone, or become dead letters. Of a FIFO
 * queue, so do those of the same group behind them.
 */
export async function sqsResponse(
  { messages, malformed }: SqsBatch,
  work: (message: Message) => Promise<unknown>,
) {
  const failed = [...malformed];
  const stopped = new Set<string>();
  for (const message of messages) {
    const { id, group = id } = message;
    try {
      if (!stopped.has(group)) await work(message);
    } catch (error) {
      console.error(
        JSON.stringify({ level: 'ERROR', message: 'Failed', id, error: String(error) }),
      );
      stopped.add(group);
    }
    if (stopped.has(group)) failed.push(id);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Whether a queue has sent the event. */
export function isSqsEvent(event: unknown): event is SqsEvent {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every(isSqsRecord);
}

const isSqsRecord = (record: unknown) => {
  const { eventSource, messageId, body } = (record ?? {}) as Record<string, unknown>;
  return eventSource === 'aws:sqs' && typeof messageId === 'string' && typeof body === 'string';
};
