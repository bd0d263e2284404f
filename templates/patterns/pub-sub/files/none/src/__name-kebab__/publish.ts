import type { Context } from 'aws-lambda';
import { logger } from '../shared/logger.ts';
import { check, Message } from './event.ts';
import { publish } from './topic.ts';

export async function handler(input: unknown, context: Context): Promise<{ id: string }> {
  logger.addContext(context);
  // Lambda keeps it when it tries an asynchronous invocation again
  const id = context.awsRequestId;
  logger.setCorrelationId(id);
  await publish(check(Message, input), id, id);
  logger.info('Published', { eventId: id });
  return { id };
}
