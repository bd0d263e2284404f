import { findEntries } from './entries.ts';
import { sendDigest } from './mail.ts';
import type { Checkpoint, Run } from './progress.ts';

/** The index lags behind: what was written in the last minute waits for the next digest. */
const LAG_MS = 60_000;

/** Mails what has happened since the last digest, a hundred entries a mail; nothing if nothing has. */
export async function* job({ tick, cursor }: Run): AsyncGenerator<Checkpoint> {
  const until = new Date(Date.parse(tick) - LAG_MS).toISOString();
  let page = await findEntries(until, cursor);
  while (page.lastId) {
    if (page.entries.length > 0) await sendDigest(page.entries);
    yield { cursor: page.lastId, done: page.entries.length, failed: page.failed };
    page = await findEntries(until, page.lastId);
  }
}
