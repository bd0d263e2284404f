import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { logger } from '../shared/logger.ts';
import { count } from '../shared/metrics.ts';
import { job } from './job.ts';
import { begin, checkpoint, finish, type Run, release } from './progress.ts';

/** Enough for one more page and the last writes, though each call takes as long as it may. */
const RESERVE_MS = 20_000;

/** How far the clocks of the schedule and of the function may differ. */
const CLOCK_SKEW_MS = 60_000;

/** What the schedule sends. */
const Tick = z.strictObject({ scheduledTime: z.iso.datetime(), executionId: z.string() });

export async function handler(event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  const { scheduledTime, executionId } = z.parse(Tick, event);
  logger.setCorrelationId(executionId);
  // It would make every real tick before it one that is done
  if (Date.parse(scheduledTime) > Date.now() + CLOCK_SKEW_MS) {
    throw new Error('The tick is in the future');
  }
  const tick = new Date(scheduledTime).toISOString();
  const timeLeft = () => context.getRemainingTimeInMillis() - RESERVE_MS;

  const begun = await begin(tick, context);
  if (!begun) {
    logger.info('Skipped: the tick is done, or another run is at work', { tick });
    return;
  }
  const { runId, cursor } = begun;
  try {
    await work(runId, { tick, cursor, timeLeft });
  } catch (error) {
    await release(runId).catch((reason) => logger.warn('Run not released', { error: reason }));
    throw error;
  }
}

async function work(runId: string, run: Run): Promise<void> {
  const { tick, timeLeft } = run;
  let done = 0;
  let failed = 0;
  let stopped = false;
  for await (const page of job(run)) {
    await checkpoint(runId, page.cursor);
    done += page.done;
    failed += page.failed;
    stopped = timeLeft() <= 0;
    if (stopped) break;
  }

  logger.info(stopped ? 'Stopped before the deadline' : 'Finished', { tick, done, failed });
  count('__Name__Done', done);
  count('__Name__Failed', failed);
  if (failed > 0) throw new Error(`${failed} of ${done + failed} failed`);
  await finish(runId, tick);
}
