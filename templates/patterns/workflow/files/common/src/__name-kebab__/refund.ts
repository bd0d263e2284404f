import type { Context } from 'aws-lambda';
import { logger } from '../shared/logger.ts';
import { logAbout } from './log.ts';
import type { Order } from './order.ts';
import { paymentOf } from './payments.ts';
import { ask, provider } from './provider.ts';

export async function handler(order: Order, context: Context) {
  logAbout(order, context);
  const refundId = order.total > 0 ? await refund(order) : undefined;
  const outcome = refundId ? `refunded as ${refundId}` : 'no charge found';
  logger.info('Refund', { outcome });
  return { outcome };
}

const refund = (order: Order) => ask((signal) => provider.refund(paymentOf(order), signal));
