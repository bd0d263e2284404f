import { expect, test } from 'vitest';
import { check, Event, Message, parse } from '../../src/__name-kebab__/event.ts';
import { cancelled, placed, placedEvent } from './fixtures.ts';

const withData = (data: object) => ({ ...placed, data: { ...placed.data, ...data } });
const line = { sku: 'tea-100', quantity: 1 };

test.each([
  placed,
  cancelled,
  withData({ lines: Array(100).fill(line) }),
  withData({ orderId: 'x'.repeat(64) }),
])('accepts a message %#', (message) => {
  expect(check(Message, message)).toEqual(message);
});

test.each([
  null,
  [],
  {},
  { type: 'order.placed' },
  { ...placed, id: placedEvent.id },
  { ...cancelled, type: 'order.placed' },
  withData({ orderId: '' }),
  withData({ orderId: 'x'.repeat(65) }),
  withData({ orderId: 'a/b' }),
  withData({ lines: [] }),
  withData({ lines: Array(101).fill(line) }),
  withData({ lines: [{ sku: 'tea-100', quantity: 0 }] }),
  withData({ lines: [{ sku: 'tea-100', quantity: 1.5 }] }),
  withData({ total: { amount: -1, currency: 'EUR' } }),
  withData({ total: { amount: 1, currency: 'eur' } }),
  { ...cancelled, data: { orderId: 'order-4711', reason: '' } },
  { ...cancelled, data: { orderId: 'order-4711', reason: 'x'.repeat(501) } },
])('refuses %j as a message', (message) => {
  expect(() => check(Message, message)).toThrow(/^Invalid fields: /);
});

test.each([
  { id: 'not-a-uuid' },
  { version: 2 },
  { time: 'yesterday' },
  { correlationId: undefined },
  { source: undefined },
  { extra: true },
])('refuses an event with %j', (over) => {
  expect(() => check(Event, { ...placedEvent, ...over })).toThrow(/^Invalid fields: /);
});

test('a message stays below the 256 KB of a topic', () => {
  const sku = 'x'.repeat(64);
  const largest = withData({ lines: Array(100).fill({ sku, quantity: 1_000_000_000 }) });

  const message = check(Message, largest);

  expect(Buffer.byteLength(JSON.stringify({ ...placedEvent, ...message }))).toBeLessThan(20_000);
});

test.each([
  ['secret-1', 'It is not valid JSON'],
  ['{"type":"secret-1"}', 'Invalid fields: type (invalid_union)'],
  ['["secret-1"]', 'Invalid fields:  (invalid_type)'],
])('says what is wrong with %s, and quotes nothing', (text, message) => {
  expect(() => parse(Event, text)).toThrow(new Error(message));
});
