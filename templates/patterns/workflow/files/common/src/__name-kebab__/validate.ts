import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { logger } from '../shared/logger.ts';
import { type Order, OrderInput, toOrder } from './order.ts';

/** Step Functions matches the name of an error; minifying would change that of its class. */
export class ValidationError extends Error {
  override name = 'ValidationError';
}

export async function handler(input: unknown, context: Context): Promise<Order> {
  logger.addContext(context);
  const result = z.safeParse(OrderInput, input);
  if (!result.success) throw new ValidationError(explain(result.error));
  const order = toOrder(result.data);
  logger.setCorrelationId(order.orderId);
  logger.info('Valid', { total: order.total, currency: order.currency });
  return order;
}

const explain = ({ issues }: z.core.$ZodError) =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
