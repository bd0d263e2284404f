import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { logger } from '../shared/logger.ts';
import { logAbout } from './log.ts';
import { CorrelationId, type Order, OrderId, OrderInput, toOrder } from './order.ts';

/** Step Functions matches the name of an error; minifying would change that of its class. */
export class ValidationError extends Error {
  override name = 'ValidationError';
}

const Ids = z.object({ orderId: OrderId, correlationId: CorrelationId });

export async function handler(input: unknown, context: Context): Promise<Order> {
  logAbout(z.safeParse(Ids, input).data ?? {}, context);
  const result = z.safeParse(OrderInput, input);
  if (!result.success) {
    logger.warn('Invalid', { fields: fieldsOf(result.error) });
    throw new ValidationError(explain(result.error));
  }
  const order = toOrder(result.data);
  const { total, currency, idempotencyKey } = order;
  logger.info('Valid', { total, currency, idempotencyKey });
  return order;
}

const fieldsOf = ({ issues }: z.core.$ZodError) =>
  issues.slice(0, 10).map(({ path }) => path.join('.'));

/** Short, for Step Functions cuts a cause at 32,768 characters, and then it is no JSON. */
const explain = ({ issues }: z.core.$ZodError) =>
  issues
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ')
    .slice(0, 1000);
