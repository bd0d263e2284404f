import { logger } from '../shared/logger.ts';
import { CursorError, fetchPage, type Page, readToken } from './api.ts';
import type { Checkpoint, Run } from './progress.ts';
import { save, validItems } from './records.ts';

/** Copies what the API has into the table, page by page. */
export async function* job({ tick, cursor, timeLeft }: Run): AsyncGenerator<Checkpoint> {
  const token = await readToken();
  let from = cursor;
  do {
    let page: Page;
    try {
      page = await fetchPage(token, from, timeLeft);
    } catch (error) {
      if (!(from && error instanceof CursorError)) throw error;
      // It may have expired: the next run begins at the first page
      logger.error('Cursor refused', { cursor: from, error });
      yield { cursor: undefined, done: 0, failed: 1 };
      return;
    }
    const items = validItems(page, from);
    const outcomes = await Promise.allSettled(items.map((item) => save(item, tick)));
    let failed = 0;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue;
      failed += 1;
      logger.error('Item not saved', { id: items[index]?.id, error: outcome.reason });
    }
    from = page.nextCursor ?? undefined;
    yield { cursor: from, done: outcomes.length - failed, failed };
  } while (from);
}
