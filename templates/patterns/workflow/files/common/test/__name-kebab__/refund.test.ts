import { afterEach, expect, test, vi } from 'vitest';
import { barred } from '../../src/__name-kebab__/fake-payments.ts';
import { provider } from '../../src/__name-kebab__/provider.ts';
import { context, logged } from '../support/lambda.ts';
import { eventsOf, readEvent } from './fixtures.ts';
import { handler as charge } from '../../src/__name-kebab__/charge.ts';
import { handler } from '../../src/__name-kebab__/refund.ts';

const order = readEvent('refund.valid');

const outcomes: Record<string, string> = {
  'refund.valid': `refunded as re_${order.idempotencyKey.slice(0, 24)}`,
  'refund.not-charged': 'no charge found',
  'refund.free': 'no charge found',
};

const refund = vi.spyOn(provider, 'refund');

afterEach(() => {
  barred.clear();
  vi.clearAllMocks();
});

test('every event has an outcome', () => {
  expect(Object.keys(outcomes).sort()).toEqual(eventsOf('refund').sort());
});

test.each(Object.entries(outcomes))('%s: %s', async (name, outcome) => {
  expect(await handler(readEvent(name), context)).toEqual({ outcome });
  expect(logged()).toContain(`"outcome":"${outcome}"`);
  expect(logged()).toContain(`"function_request_id":"${context.awsRequestId}"`);
  expect(logged()).not.toMatch(/customer@|tok_/);
});

test.each(['refund.valid', 'refund.not-charged'])(
  'after %s, a late charge is declined',
  async (name) => {
    await handler(readEvent(name), context);

    await expect(charge(order, context)).rejects.toMatchObject({ name: 'PaymentDeclined' });
  },
);

test('refunds what was charged under the key of the order', async () => {
  await handler(order, context);

  const { idempotencyKey, currency } = order;
  const payment = { idempotencyKey, amount: 3399, currency, token: 'tok_visa' };
  expect(refund.mock.calls).toEqual([[payment, expect.any(AbortSignal)]]);
});

test('asks the provider nothing about a free order', async () => {
  await handler(readEvent('refund.free'), context);

  expect(refund).not.toHaveBeenCalled();
});

test('takes an error for a provider that can be asked again', async () => {
  refund.mockRejectedValueOnce(new Error('500'));

  await expect(handler(order, context)).rejects.toMatchObject({ name: 'PaymentUnavailable' });
});
