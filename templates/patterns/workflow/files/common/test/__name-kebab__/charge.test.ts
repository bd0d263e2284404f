import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provider } from '../../src/__name-kebab__/provider.ts';
import { context, logged } from '../support/lambda.ts';
import { eventsOf, readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/charge.ts';

const order = readEvent('charge.valid');
const unavailable = { name: 'PaymentUnavailable' };

const outcomes: Record<string, object> = {
  'charge.valid': { chargeId: `ch_${order.idempotencyKey.slice(0, 24)}` },
  'charge.declined': { name: 'PaymentDeclined' },
  'charge.provider-timeout': { ...unavailable, cause: { name: 'AbortError' } },
  'charge.provider-unavailable': { ...unavailable, cause: { message: '503 Service Unavailable' } },
};

const charge = vi.spyOn(provider, 'charge');
const timeout = vi.spyOn(AbortSignal, 'timeout');

beforeEach(() => {
  timeout.mockReturnValue(AbortSignal.abort()); // Which only the slow one waits for
});

afterEach(() => {
  vi.clearAllMocks();
});

test('every event has an outcome', () => {
  expect(Object.keys(outcomes).sort()).toEqual(eventsOf('charge').sort());
});

test.each(Object.entries(outcomes))('%s', async (name, outcome) => {
  const result = await handler(readEvent(name), context).catch((error) => error);

  expect(result).toMatchObject(outcome);
  expect(logged()).not.toMatch(/customer@|tok_/);
});

test('logs a decline as a warning, under the id of the order', async () => {
  await handler(readEvent('charge.declined'), context).catch(() => undefined);

  expect(logged()).toMatch(/"WARN".*"correlation_id":"order-4711".*"reason":"Insufficient funds"/);
  expect(logged()).toContain('"__Name__Declined":1');
});

test('logs why the provider failed, and nothing of the request', async () => {
  const cause = new Error('connect ECONNREFUSED');
  const error = new TypeError('fetch failed', { cause });
  charge.mockRejectedValueOnce(Object.assign(error, { request: { token: 'tok_visa' } }));

  await handler(order, context).catch(() => undefined);

  expect(logged()).toMatch(
    /"ERROR".*"correlation_id":"order-4711".*TypeError: fetch failed.*Error: connect ECONNREFUSED/,
  );
  expect(logged()).not.toContain('tok_');
});

test('charges the total under the key of the order, within 8 s', async () => {
  await handler(order, context);

  expect(logged()).toContain('"__Name__Charged":1');

  expect(logged()).toContain(`"function_request_id":"${context.awsRequestId}"`);
  const { idempotencyKey, currency } = order;
  const payment = { idempotencyKey, amount: 3399, currency, token: 'tok_visa' };
  expect(charge.mock.calls).toEqual([[payment, timeout.mock.results[0]?.value]]);
  expect(timeout).toHaveBeenCalledWith(8000);
});

test('the fake provider takes no real token: no order is confirmed without a payment', async () => {
  const result = handler({ ...order, paymentToken: 'tok_1NvPz82eZvKYlo2C' }, context);

  await expect(result).rejects.toMatchObject({
    ...unavailable,
    cause: { message: expect.stringContaining('test tokens alone') },
  });
});

test('charges a repeated order as the first time', async () => {
  expect(await handler(order, context)).toEqual(await handler(order, context));
});

test.each([new TypeError('fetch failed'), 'no error object'])(
  'takes %s for a provider that can be asked again',
  async (error) => {
    charge.mockRejectedValueOnce(error);

    await expect(handler(order, context)).rejects.toMatchObject({ ...unavailable, cause: error });
  },
);
