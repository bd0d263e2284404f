import { randomUUID } from 'node:crypto';
import type { Table } from '../../../infrastructure/resolve/deployment.ts';
import { type Item, keyOf } from './items.ts';

/** A record of a table's stream, as a function receives it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly dynamodb: Readonly<Record<string, unknown>>;
  readonly userIdentity?: object;
}

export interface Change {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** Set for what TTL deletes. */
  readonly isExpired?: boolean;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

/** A deletion by TTL is recognised by its user identity. */
const TTL = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

let sequence = 100_000_000_000_000_000_000n;

const images = (view: string, { before, after }: Change) => ({
  ...(after && /^NEW/.test(view) && { NewImage: after }),
  ...(before && /OLD/.test(view) && { OldImage: before }),
});

/** The record of a change; undefined for one that changes nothing. */
export function recordOf(table: Table, change: Change): StreamRecord | undefined {
  const { before, after, isExpired } = change;
  const item = after ?? before;
  if (!table.streamArn || !item || isSame(before, after)) return undefined;
  sequence += 1n;
  const view = table.streamView ?? 'NEW_AND_OLD_IMAGES';
  return {
    eventID: randomUUID().replaceAll('-', ''),
    eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: table.arn.split(':')[3]!,
    eventSourceARN: table.streamArn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      Keys: keyOf(table, item),
      ...images(view, change),
      SequenceNumber: String(sequence),
      SizeBytes: JSON.stringify(item).length,
      StreamViewType: view,
    },
    ...(isExpired && { userIdentity: TTL }),
  };
}
