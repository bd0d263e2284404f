import type { SQSEvent } from 'aws-lambda';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';
import { cancelled, cancelledEvent, placed, placedEvent, readEvent } from './fixtures.ts';

const another = { ...cancelledEvent, data: { ...cancelled.data, orderId: 'order-4712' } };

/** The bodies of a consumer's messages, by case; a text is sent as it is. */
const bodies: Record<string, unknown[]> = {
  cancelled: [cancelledEvent],
  duplicate: [placedEvent, placedEvent],
  mixed: [placedEvent, 'not JSON', another],
  empty: [],
  'not-json': ['not JSON'],
  'sns-wrapped': [{ Type: 'Notification', Message: JSON.stringify(placedEvent) }],
  'missing-field': [{ ...cancelledEvent, data: { reason: 'Ordered twice' } }],
  'extra-field': [{ ...placedEvent, data: { ...placed.data, note: 'Ring twice' } }],
  'unknown-type': [{ ...placedEvent, type: 'order.returned' }],
  'unknown-version': [{ ...placedEvent, version: 2 }],
};

export const cases = ['valid', ...Object.keys(bodies)];

/** The event of a consumer in a case; ids of its messages count from 1. */
export function consumerEvent(name: string, sample: string): SQSEvent {
  if (sample === 'valid') return readEvent(`${name}.valid`);
  const records = (bodies[sample] ?? []).map((body, index) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return sqsRecord(`00000000-0000-4000-8000-00000000000${index + 1}`, text);
  });
  return sqsEvent(...records);
}
