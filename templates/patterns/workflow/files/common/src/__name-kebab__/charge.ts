import type { Context } from 'aws-lambda';
import { logger } from '../shared/logger.ts';
import { count } from '../shared/metrics.ts';
import { logAbout } from './log.ts';
import type { Order } from './order.ts';
import { paymentOf } from './payments.ts';
import { ask, provider } from './provider.ts';

export async function handler(order: Order, context: Context) {
  logAbout(order, context);
  const chargeId = await ask((signal) => provider.charge(paymentOf(order), signal));
  count('__Name__Charged');
  logger.info('Charged', { chargeId });
  return { chargeId };
}
