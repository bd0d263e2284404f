import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { logger } from '../shared/logger.ts';
import { job } from './job.ts';
import { begin, checkpoint, finish } from './progress.ts';

/** Enough for the last writes before Lambda stops the function. */
const RESERVE_MS = 10_000;

/** What the schedule sends. */
const Tick = z.strictObject({ scheduledTime: z.iso.datetime(), executionId: z.string() });

export async function handler(event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  const { scheduledTime, executionId } = z.parse(Tick, event);
  logger.setCorrelationId(executionId);
  const tick = new Date(scheduledTime).toISOString();
  const timeLeft = () => context.getRemainingTimeInMillis() - RESERVE_MS;

  const progress = await begin(tick, context);
  if (!progress) {
    logger.info('Skipped: the tick is done, or another run is at work', { tick });
    return;
  }

  let done = 0;
  let failed = 0;
  let stopped = false;
  for await (const page of job({ ...progress, tick, timeLeft })) {
    await checkpoint(page.cursor);
    done += page.done;
    failed += page.failed;
    stopped = timeLeft() <= 0;
    if (stopped) break;
  }

  logger.info(stopped ? 'Stopped before the deadline' : 'Finished', { tick, done, failed });
  if (failed > 0) throw new Error(`${failed} of ${done + failed} failed`);
  await finish(tick);
}
