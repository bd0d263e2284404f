import { createHash } from 'node:crypto';
import { en } from 'zod/locales';
import * as z from 'zod/mini';

z.config(en()); // zod/mini comes without messages

/** It is the name of the execution, too. */
export const OrderId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

const Item = z.strictObject({
  sku: z.string().check(z.minLength(1), z.maxLength(64)),
  quantity: z.int().check(z.gte(1), z.lte(1000)),
  /** In the currency's minor unit: cents, or whole yen. */
  unitPrice: z.int().check(z.gte(0), z.lte(1_000_000)),
});

/** Of the request that started the execution, for the logs. */
export const CorrelationId = z.optional(z.string().check(z.minLength(1), z.maxLength(128)));

/** An order as the shop sends it; with these limits, it fits a state's 256 KiB. */
export const OrderInput = z
  .strictObject({
    orderId: OrderId,
    email: z.email().check(z.maxLength(254)),
    currency: z.enum(['EUR', 'GBP', 'JPY', 'USD']),
    items: z.array(Item).check(z.minLength(1), z.maxLength(100)),
    /** The provider's token for the customer's card, which itself never comes here. */
    paymentToken: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    correlationId: CorrelationId,
  })
  .check(
    z.refine((order) => order.paymentToken !== undefined || totalOf(order.items) === 0, {
      path: ['paymentToken'],
      error: 'Required unless the order is free',
    }),
  );

export type OrderInput = z.infer<typeof OrderInput>;

export interface Order extends OrderInput {
  /** In the currency's minor unit. */
  total: number;
  /** The total for people to read. */
  price: string;
  /** The same for the same order, and another for any other of its id. */
  idempotencyKey: string;
}

export function toOrder(input: OrderInput): Order {
  const { correlationId, ...order } = input;
  const total = totalOf(order.items);
  return {
    ...input,
    total,
    price: priceOf(total, order.currency),
    idempotencyKey: createHash('sha256').update(JSON.stringify(order)).digest('hex'),
  };
}

const totalOf = (items: OrderInput['items']) =>
  items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);

function priceOf(total: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const { maximumFractionDigits = 0 } = format.resolvedOptions();
  return format.format(total / 10 ** maximumFractionDigits);
}
