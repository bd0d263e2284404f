import { logger } from '../shared/logger.ts';
import type { Checkpoint, Run } from './progress.ts';
import { findExpired, removeExpired } from './records.ts';

/** Deletes the records that had expired at the tick. */
export async function* job({ tick, cursor }: Run): AsyncGenerator<Checkpoint> {
  let from = cursor;
  do {
    const page = await findExpired(tick, from);
    const outcomes = await Promise.allSettled(page.ids.map((id) => removeExpired(id, tick)));
    let failed = 0;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      failed += 1;
      logger.error('Record not deleted', { id: page.ids[index], error: outcome.reason });
    }
    from = page.cursor;
    yield { cursor: from, done: outcomes.length - failed, failed };
  } while (from);
}
