import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dynamoDBResponse, parseDynamoDBEvent } from '__event__';

const path = (name: string) => `events/__name-kebab__/dynamodb-stream.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('a change has the old and the new item', () => {
  const { changes, malformed } = parseDynamoDBEvent(load('valid'));
  expect(malformed).toEqual([]);
  expect(changes).toEqual([
    {
      id: 'c4ca4238a0b923820dcc509a6f75849b',
      sequence: '4421584500000000017450439091',
      keys: { id: '1001' },
      before: undefined,
      after: { id: '1001', total: 42.5, lines: [{ sku: 'A-1', gift: true }], note: null },
      isExpiry: false,
    },
    {
      id: 'c81e728d9d4c2f636f067f89cc14862c',
      sequence: '4421584500000000017450439092',
      keys: { id: '1000' },
      before: { id: '1000', total: 7 },
      after: undefined,
      isExpiry: true,
    },
  ]);
});

test('a change without its images is reported, and the stream goes on from it', async () => {
  const batch = parseDynamoDBEvent(load('no-images'));
  expect(batch.changes).toEqual([]);
  const response = await dynamoDBResponse(batch, async () => undefined);
  expect(response).toEqual({
    batchItemFailures: [{ itemIdentifier: '4421584500000000017450439091' }],
  });
});

test('a change whose work fails comes again', async () => {
  const response = await dynamoDBResponse(parseDynamoDBEvent(load('valid')), async () => {
    throw new Error('busy');
  });
  expect(response.batchItemFailures[0]).toEqual({ itemIdentifier: '4421584500000000017450439091' });
});

test('a table whose stream has fewer images gives those that it has', () => {
  const event = load('valid') as { Records: { dynamodb: Record<string, unknown> }[] };
  for (const { dynamodb } of event.Records) {
    dynamodb.StreamViewType = 'KEYS_ONLY';
    delete dynamodb.NewImage;
    delete dynamodb.OldImage;
  }
  const { changes, malformed } = parseDynamoDBEvent(event);
  expect(malformed).toEqual([]);
  expect(changes.map(({ keys, after }) => [keys.id, after])).toEqual([
    ['1001', undefined],
    ['1000', undefined],
  ]);
});

test('an event of another service is refused', () => {
  expect(() => parseDynamoDBEvent(load('from-sqs'))).toThrow('not an event of a DynamoDB stream');
});
