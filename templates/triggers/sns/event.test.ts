import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSnsEvent, snsResponse } from '__event__';

const path = (name: string) => `events/__name-kebab__/sns.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('messages are parsed', () => {
  expect(parseSnsEvent(load('valid'))).toEqual({
    notifications: [
      { id: '059f36b4-87a3-44ab-83d2-661975830a7d', body: { id: '1001' } },
      { id: '2e1424d4-f796-459a-8184-9c92662be6da', body: { id: '1002' } },
    ],
    malformed: [],
  });
});

test('a message that is no JSON is reported, and only that one comes again', async () => {
  const batch = parseSnsEvent(load('not-json'));
  expect(batch.notifications).toEqual([
    { id: '2e1424d4-f796-459a-8184-9c92662be6da', body: { id: '1002' } },
  ]);
  const response = await snsResponse(batch, async () => undefined);
  expect(response).toEqual({
    batchItemFailures: [{ itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d' }],
  });
});

test('a message whose work fails comes again', async () => {
  const response = await snsResponse(parseSnsEvent(load('valid')), async () => {
    throw new Error('busy');
  });
  expect(response.batchItemFailures[0]).toEqual({
    itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d',
  });
});

test('an event that did not come through the queue is refused', () => {
  expect(() => parseSnsEvent(load('direct'))).toThrow('not an event of an SQS queue');
});
