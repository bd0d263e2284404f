import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failed, notificationsOf } from '__event__';

const path = (name: string) => `events/__name-kebab__/sns.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('messages are parsed', () => {
  expect(notificationsOf(load('valid'))).toEqual({
    notifications: [
      { id: '059f36b4-87a3-44ab-83d2-661975830a7d', body: { orderId: '1001' } },
      { id: '2e1424d4-f796-459a-8184-9c92662be6da', body: { orderId: '1002' } },
    ],
    malformed: [],
  });
});

test('a message that is no JSON is reported, and only that one comes again', () => {
  const { notifications, malformed } = notificationsOf(load('not-json'));
  expect(notifications).toEqual([
    { id: '2e1424d4-f796-459a-8184-9c92662be6da', body: { orderId: '1002' } },
  ]);
  expect(failed(malformed)).toEqual({
    batchItemFailures: [{ itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d' }],
  });
});

test('an event that did not come through the queue is refused', () => {
  expect(() => notificationsOf(load('direct'))).toThrow('not an event of an SQS queue');
});
