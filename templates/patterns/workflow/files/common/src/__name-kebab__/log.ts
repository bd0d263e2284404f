import type { Context } from 'aws-lambda';
import { logger } from '../shared/logger.ts';

/** Names the order, and the request that started its execution, in every record of this run. */
export function logAbout(
  { orderId, correlationId }: { orderId?: string; correlationId?: string },
  context: Context,
): void {
  logger.addContext(context);
  logger.appendKeys({ orderId });
  logger.setCorrelationId(correlationId ?? orderId ?? context.awsRequestId);
}
