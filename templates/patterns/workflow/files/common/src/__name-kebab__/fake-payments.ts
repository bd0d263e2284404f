import { setTimeout } from 'node:timers/promises';
import { PaymentDeclined, type PaymentProvider } from './payments.ts';

/** The keys under which no charge is taken any more, as far as this process knows. */
export const barred = new Set<string>();

const TEST_TOKENS = ['tok_visa', 'tok_declined', 'tok_unavailable', 'tok_slow'];

/** Moves no money. Like a provider's test mode, it lets the token choose the answer, and takes no other. */
export const fakePayments: PaymentProvider = {
  async charge({ idempotencyKey, token }, signal) {
    if (!token || !TEST_TOKENS.includes(token)) {
      throw new Error('The fake provider takes test tokens alone: put yours into provider.ts');
    }
    if (barred.has(idempotencyKey)) throw new PaymentDeclined('The order was refunded');
    if (token === 'tok_declined') throw new PaymentDeclined('Insufficient funds');
    if (token === 'tok_unavailable') throw new Error('503 Service Unavailable');
    if (token === 'tok_slow') await setTimeout(60_000, undefined, { signal });
    return `ch_${idempotencyKey.slice(0, 24)}`;
  },

  async refund({ idempotencyKey, token }) {
    barred.add(idempotencyKey);
    return token === 'tok_unavailable' ? undefined : `re_${idempotencyKey.slice(0, 24)}`;
  },
};
