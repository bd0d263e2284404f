import type { Order } from './order.ts';

export interface Payment {
  /** Repeating a call with its key has the effect of one call, and the same answer. */
  idempotencyKey: string;
  /** In the currency's minor unit. */
  amount: number;
  currency: string;
  token: string | undefined;
}

/**
 * What a payment provider has to offer; `signal` ends a call that takes too long. The messages of
 * its errors are logged: they name no token and no card.
 */
export interface PaymentProvider {
  /**
   * Resolves to the charge's id. Throws PaymentDeclined when trying again is of no use, and for a
   * key that refund has been called with.
   */
  charge(payment: Payment, signal: AbortSignal): Promise<string>;
  /**
   * Gives back what was charged under the key, and bars any later charge under it, for one that
   * timed out may still arrive. Resolves to undefined when it finds no charge.
   */
  refund(payment: Payment, signal: AbortSignal): Promise<string | undefined>;
}

// Step Functions matches the name of an error; minifying would change that of its class

export class PaymentDeclined extends Error {
  override name = 'PaymentDeclined';
}

export class PaymentUnavailable extends Error {
  override name = 'PaymentUnavailable';
}

export const paymentOf = (order: Order): Payment => ({
  idempotencyKey: order.idempotencyKey,
  amount: order.total,
  currency: order.currency,
  token: order.paymentToken,
});
