import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { logger } from '../shared/logger.ts';
import { Input } from './input.ts';

export async function handler(event: unknown, context: Context): Promise<Input> {
  logger.addContext(context);
  const input = z.parse(Input, event);
  logger.info('Finished', { id: input.id });
  return input;
}
