import { readFileSync } from 'node:fs';
import type { Event, Message } from '../../src/__name-kebab__/event.ts';

// Handlers read them when they start: tests import this file before them
process.env.TABLE_NAME = 'table';
process.env.TOPIC_ARN = 'arn:aws:sns:us-east-1:123456789012:topic';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

export const readEvent = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

export const placed: Message = {
  type: 'order.placed',
  data: {
    orderId: 'order-4711',
    customerId: 'customer-42',
    lines: [{ sku: 'tea-100', quantity: 2 }],
    total: { amount: 1980, currency: 'EUR' },
  },
};

export const cancelled: Message = {
  type: 'order.cancelled',
  data: { orderId: 'order-4711', reason: 'Ordered twice' },
};

/** What consumers of the sample events get. */
export const placedEvent: Event = {
  id: '0f8a5f0e-3c1d-4b7a-9e26-5d4c3b2a1f09',
  version: 1,
  time: '2026-01-15T09:30:00.000Z',
  source: '__app-kebab__',
  correlationId: 'caller-id-42',
  ...placed,
};

export const cancelledEvent: Event = {
  ...placedEvent,
  id: '7c2e9d41-8b5f-4a36-8f10-2e6d7c8b9a05',
  ...cancelled,
};
