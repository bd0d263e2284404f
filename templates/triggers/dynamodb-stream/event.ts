type Attributes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface ChangeRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly dynamodb: {
    readonly Keys: Attributes;
    readonly NewImage?: Attributes;
    readonly OldImage?: Attributes;
    readonly SequenceNumber: string;
    /** Which images the stream has: NEW_AND_OLD_IMAGES, NEW_IMAGE, OLD_IMAGE or KEYS_ONLY. */
    readonly StreamViewType?: string;
  };
  readonly userIdentity?: { readonly principalId?: string };
}

/** What Lambda passes on of a table's stream, as far as it is read here. */
export interface DynamoDBStreamEvent {
  readonly Records: readonly ChangeRecord[];
}

type Item = Readonly<Record<string, unknown>>;

/** A change of an item; the same one may come twice. Items are not yet validated. */
export interface Change {
  readonly id: string;
  readonly sequence: string;
  readonly keys: Item;
  /** Undefined where there was none, or where the stream has no old images. */
  readonly before?: Item;
  /** Undefined where it was removed, or where the stream has no new images. */
  readonly after?: Item;
  /** Whether it was removed because its time to live had passed. */
  readonly isExpiry: boolean;
}

/** The changes of a batch, and the sequence numbers of those without their images. */
export interface DynamoDBBatch {
  readonly changes: readonly Change[];
  readonly malformed: readonly string[];
}

/** Reads the event of a table's stream. Throws a TypeError for another event. */
export function parseDynamoDBEvent(event: unknown): DynamoDBBatch {
  if (!isDynamoDBEvent(event)) throw new TypeError('This is not an event of a DynamoDB stream');
  const whole = event.Records.filter(hasImages);
  const rest = event.Records.filter((record) => !hasImages(record));
  return {
    changes: whole.map(changeOf),
    malformed: rest.map(({ dynamodb }) => dynamodb.SequenceNumber),
  };
}

/** Does the work of each change, in order: the stream goes on from the first that fails or is malformed. */
export async function dynamoDBResponse(
  { changes, malformed }: DynamoDBBatch,
  work: (change: Change) => Promise<unknown>,
) {
  const failed = [...malformed];
  for (const change of changes) {
    try {
      await work(change);
    } catch (error) {
      const { sequence: id } = change;
      console.error(
        JSON.stringify({ level: 'ERROR', message: 'Failed', id, error: String(error) }),
      );
      failed.push(id);
      break;
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

function hasImages({ eventName, dynamodb }: ChangeRecord): boolean {
  const { NewImage, OldImage, StreamViewType = 'NEW_AND_OLD_IMAGES' } = dynamodb;
  const isNewDue = eventName !== 'REMOVE' && StreamViewType.includes('NEW');
  const isOldDue = eventName !== 'INSERT' && StreamViewType.includes('OLD');
  return (NewImage !== undefined || !isNewDue) && (OldImage !== undefined || !isOldDue);
}

function changeOf({ eventID, dynamodb, userIdentity }: ChangeRecord): Change {
  const { Keys, NewImage, OldImage, SequenceNumber } = dynamodb;
  return {
    id: eventID,
    sequence: SequenceNumber,
    keys: itemOf(Keys),
    before: OldImage && itemOf(OldImage),
    after: NewImage && itemOf(NewImage),
    isExpiry: userIdentity?.principalId === 'dynamodb.amazonaws.com',
  };
}

const itemOf = (attributes: Attributes): Item =>
  Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, plain(value)]));

function plain(attribute: Readonly<Record<string, unknown>>): unknown {
  const [type, value] = Object.entries(attribute)[0] ?? [];
  if (type === 'N') return Number(value);
  if (type === 'NS') return (value as string[]).map(Number);
  if (type === 'NULL') return null;
  if (type === 'M') return itemOf(value as Attributes);
  if (type === 'L') return (value as Record<string, unknown>[]).map(plain);
  return value;
}

/** Whether the stream of a table has sent the event. */
export function isDynamoDBEvent(event: unknown): event is DynamoDBStreamEvent {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every(isChangeRecord);
}

const isChangeRecord = (record: unknown) => {
  const { eventSource, dynamodb } = (record ?? {}) as Record<string, unknown>;
  const { Keys, SequenceNumber } = (dynamodb ?? {}) as Record<string, unknown>;
  const isWhole = typeof Keys === 'object' && typeof SequenceNumber === 'string';
  return eventSource === 'aws:dynamodb' && isWhole;
};
