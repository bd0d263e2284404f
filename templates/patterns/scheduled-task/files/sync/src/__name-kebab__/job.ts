import { logger } from '../shared/logger.ts';
import { fetchPage, type Page, RefusedError, readToken } from './api.ts';
import type { Checkpoint, Run } from './progress.ts';
import { save } from './records.ts';

/** Copies what the API has into the table, page by page. */
export async function* job({ tick, cursor, timeLeft }: Run): AsyncGenerator<Checkpoint> {
  const token = await readToken();
  let from = cursor;
  do {
    let page: Page;
    try {
      page = await fetchPage(token, from, timeLeft);
    } catch (error) {
      // A cursor may have expired: the next run begins at the first page
      if (error instanceof RefusedError) yield { cursor: undefined, done: 0, failed: 0 };
      throw error;
    }
    const outcomes = await Promise.allSettled(page.items.map((item) => save(item, tick)));
    let failed = 0;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      failed += 1;
      logger.error('Item not saved', { cursor: from, index, error: outcome.reason });
    }
    from = page.nextCursor ?? undefined;
    yield { cursor: from, done: outcomes.length - failed, failed };
  } while (from);
}
