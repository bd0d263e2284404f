import { http, type HttpEvent, json, jsonBody } from '../shared/http.ts';
import { startExecution } from './executions.ts';
import { OrderInput } from './order.ts';

export const handler = http(async (event: HttpEvent) => {
  const order = jsonBody(event, OrderInput);
  await startExecution(order);
  return json(202, { orderId: order.orderId });
});
