import { apiEvent } from '../../parts/http/event.ts';

const input = {
  orderId: 'order-4711',
  email: 'customer@example.com',
  currency: 'EUR',
  items: [
    { sku: 'mug-blue', quantity: 2, unitPrice: 1250 },
    { sku: 'tea-green', quantity: 1, unitPrice: 899 },
  ],
  paymentToken: 'tok_visa',
};

const freeInput = {
  orderId: 'order-4712',
  email: input.email,
  currency: 'EUR',
  items: [{ sku: 'sample', quantity: 1, unitPrice: 0 }],
};

/** What `validate` makes of the two: the emitted tests compare them. */
const order = {
  ...input,
  total: 3399,
  price: '€33.99',
  idempotencyKey: 'cbeae7416ab792587acd5f35b700a972cb3bd953b8fb747e3bde40e058aa9645',
};

const freeOrder = {
  ...freeInput,
  total: 0,
  price: '€0.00',
  idempotencyKey: 'd5ea16b14375574a1c027d05125b19f72ed6cd104a44bf556415255448ee8f37',
};

/** The sample events of a workflow's functions, by case. */
export const steps: Record<string, unknown> = {
  'validate.valid': input,
  'validate.free': freeInput,
  'charge.valid': order,
  'charge.declined': { ...order, paymentToken: 'tok_declined' },
  'refund.valid': order,
  'refund.free': freeOrder,
};

/** The sample request that starts an order; `path` is its route, such as `/orders`. */
export function requests(path: string): Record<string, unknown> {
  const body = JSON.stringify(input);
  return { 'start.valid': apiEvent('http', 'iam', { method: 'POST', route: path, path, body }) };
}
