import { createHash } from 'node:crypto';

/** A message with the id of an earlier one is not delivered for five minutes. https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html */
const WINDOW_MS = 5 * 60_000;

/** The deduplication id that a message has of its content. */
export const contentId = (message: string) => createHash('sha256').update(message).digest('hex');

/** What FIFO topics have delivered lately. */
export class Deduplication {
  /** Times by topic and id, the oldest first. */
  readonly #seen = new Map<string, number>();

  /** Whether a message was published before, within the time that topics look back. */
  isRepeated(topicArn: string, deduplicationId: string, now = Date.now()): boolean {
    this.#forget(now);
    const key = `${topicArn} ${deduplicationId}`;
    if (this.#seen.has(key)) return true;
    this.#seen.set(key, now);
    return false;
  }

  #forget(now: number): void {
    for (const [key, time] of this.#seen) {
      if (now - time < WINDOW_MS) return;
      this.#seen.delete(key);
    }
  }
}
