import { logger } from '../shared/logger.ts';
import { count } from '../shared/metrics.ts';
import { fakePayments } from './fake-payments.ts';
import { PaymentDeclined, type PaymentProvider, PaymentUnavailable } from './payments.ts';

/** Replace it by your provider before you take real orders. */
export const provider: PaymentProvider = fakePayments;

// Leaves the function, which has 10 s, the time to say that it failed
const TIMEOUT_MS = 8000;

/** Calls the provider; all but a decline is PaymentUnavailable, which the key makes safe to try again. */
export async function ask<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await call(AbortSignal.timeout(TIMEOUT_MS));
  } catch (error) {
    if (error instanceof PaymentDeclined) {
      count('__Name__Declined');
      logger.warn('Declined', { reason: error.message });
      throw error;
    }
    logger.error('The payment provider failed', { reason: reasonOf(error) });
    throw new PaymentUnavailable('The payment provider failed', { cause: error });
  }
}

/** No other properties of an error: they may hold the request, and with it the token. */
const reasonOf = (error: unknown): unknown =>
  error instanceof Error
    ? { stack: error.stack, cause: error.cause && reasonOf(error.cause) }
    : String(error);
