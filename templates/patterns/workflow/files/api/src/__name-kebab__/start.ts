import { http, type HttpEvent, json, jsonBody } from '../shared/http.ts';
import { logger } from '../shared/logger.ts';
import { startExecution } from './executions.ts';
import { OrderInput } from './order.ts';

export const handler = http(async (event: HttpEvent) => {
  const order = jsonBody(event, OrderInput);
  logger.info('Starting', { orderId: order.orderId });
  await startExecution({ ...order, correlationId: String(logger.getCorrelationId()) });
  return json(202, { orderId: order.orderId });
});
