import type { Context } from 'aws-lambda';
import { logger } from '../shared/logger.ts';
import { type Input, parseInput } from './input.ts';

/** Does the work of one input. */
async function work(input: Input) {
  logger.info('Finished', { id: input.id });
  return input;
}

export async function handler(event: unknown, context: Context) {
  logger.addContext(context);
  return work(parseInput(event));
}
