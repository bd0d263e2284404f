import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failed, messagesOf } from '__event__';

const path = (name: string) => `events/__name-kebab__/sqs.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('messages are parsed', () => {
  expect(messagesOf(load('valid'))).toEqual({
    messages: [
      { id: '059f36b4-87a3-44ab-83d2-661975830a7d', body: { orderId: '1001' } },
      { id: '2e1424d4-f796-459a-8184-9c92662be6da', body: { orderId: '1002' } },
    ],
    malformed: [],
  });
});

test('a message that is no JSON is reported, and only that one comes again', () => {
  const { messages, malformed } = messagesOf(load('not-json'));
  expect(messages).toEqual([
    { id: '2e1424d4-f796-459a-8184-9c92662be6da', body: { orderId: '1002' } },
  ]);
  expect(failed(malformed)).toEqual({
    batchItemFailures: [{ itemIdentifier: '059f36b4-87a3-44ab-83d2-661975830a7d' }],
  });
});

test('an event of another service is refused', () => {
  expect(() => messagesOf(load('from-sns'))).toThrow('not an event of an SQS queue');
});
