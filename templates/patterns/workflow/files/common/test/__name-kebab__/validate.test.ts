import { expect, test } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { eventsOf, readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/validate.ts';

const validate = (over: object) => handler({ ...readEvent('validate.valid'), ...over }, context);
const item = { sku: 'mug-blue', quantity: 1, unitPrice: 1250 };

const outcomes: Record<string, object> = {
  'validate.valid': readEvent('charge.valid'),
  'validate.free': readEvent('refund.free'),
  'validate.missing-items': { name: 'ValidationError', message: /^items: / },
  'validate.missing-token': { name: 'ValidationError', message: /^paymentToken: Required/ },
  'validate.negative-price': { name: 'ValidationError', message: /^items\.0\.unitPrice: / },
  'validate.unknown-currency': { name: 'ValidationError', message: /^currency: / },
  'validate.extra-field': { name: 'ValidationError', message: /Unrecognized key: "total"$/ },
  'validate.not-an-object': { name: 'ValidationError', message: /expected object/ },
};

test('every event has an outcome', () => {
  expect(Object.keys(outcomes).sort()).toEqual(eventsOf('validate').sort());
});

test.each(Object.entries(outcomes))('%s', async (name, outcome) => {
  const result = await handler(readEvent(name), context).catch((error) => error);

  if ('message' in outcome) {
    const message = expect.stringMatching(outcome.message as RegExp);
    expect(result).toMatchObject({ ...outcome, message });
  } else {
    expect(result).toEqual(outcome);
  }
  expect(logged()).not.toMatch(/customer@|tok_/);
});

test('logs which fields it refuses, under the id of the order if it has one', async () => {
  await handler(readEvent('validate.missing-items'), context).catch(() => undefined);
  expect(logged()).toMatch(/"WARN".*"correlation_id":"order-4711".*"fields":\["items"\]/);

  await handler(readEvent('validate.not-an-object'), context).catch(() => undefined);
  expect(logged()).toContain(`"correlation_id":"${context.awsRequestId}","fields":[""]`);
});

test('explains briefly what is wrong in many ways', async () => {
  await expect(validate({ items: Array(100).fill({}) })).rejects.toMatchObject({
    message: expect.stringMatching(/^items\.0\..{992}$/),
  });
});

test.each([
  { orderId: 'A-z_9'.repeat(12) },
  { items: Array(100).fill({ sku: 'x'.repeat(64), quantity: 1000, unitPrice: 1_000_000 }) },
  { paymentToken: 'x'.repeat(200) },
])('accepts what is just within the limits', async (over) => {
  await expect(validate(over)).resolves.toMatchObject(over);
});

test.each([
  null,
  { orderId: '' },
  { orderId: 'x'.repeat(65) },
  { orderId: 'order 4711' },
  { orderId: 'order/4711' },
  { email: 'nobody' },
  { email: `${'x'.repeat(250)}@example.com` },
  { currency: 'eur' },
  { items: Array(101).fill(item) },
  { items: [{ ...item, sku: '' }] },
  { items: [{ ...item, quantity: 0 }] },
  { items: [{ ...item, quantity: 1.5 }] },
  { items: [{ ...item, quantity: 1001 }] },
  { items: [{ ...item, unitPrice: 1_000_001 }] },
  { items: [{ ...item, unitPrice: '1250' }] },
  { items: [{ ...item, discount: 1 }] },
  { paymentToken: '' },
  { paymentToken: 'x'.repeat(201) },
])('refuses %j', async (over) => {
  const input = over && { ...readEvent('validate.valid'), ...over };

  await expect(handler(input, context)).rejects.toMatchObject({ name: 'ValidationError' });
});

test.each([
  ['EUR', 199, '€1.99'],
  ['GBP', 123_456, '£1,234.56'],
  ['JPY', 199, '¥199'],
  ['USD', 5, '$0.05'],
])('shows %s %d as %s', async (currency, unitPrice, price) => {
  const items = [{ ...item, unitPrice }];

  expect(await validate({ currency, items })).toMatchObject({ total: unitPrice, price });
});

test('gives the same order the same key, in whatever order its fields come', async () => {
  const input = readEvent('validate.valid');
  const reversed = Object.fromEntries(Object.entries(input).reverse());

  const { idempotencyKey } = await handler(input, context);

  expect(logged()).toContain(`"function_request_id":"${context.awsRequestId}"`);
  expect(await handler(reversed, context)).toMatchObject({ idempotencyKey });
  expect(await validate({ items: [item] })).not.toMatchObject({ idempotencyKey });
});

test('accepts no order that outgrows a state', async () => {
  const order = await validate({
    orderId: 'x'.repeat(64),
    items: Array(100).fill({ sku: '\u{1f375}'.repeat(32), quantity: 1000, unitPrice: 1_000_000 }),
    paymentToken: 'x'.repeat(200),
  });

  expect(Buffer.byteLength(JSON.stringify(order))).toBeLessThan(128 * 1024);
});
