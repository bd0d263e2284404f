import { setTimeout as delay } from 'node:timers/promises';
import { RETRY_MS } from '../core/runtime.ts';
import type { StreamRecord } from '../services/dynamodb/streams.ts';
import { matches } from '../services/events/patterns.ts';
import { failedIds } from './batch-result.ts';
import type { Served } from './mappings.ts';

/** Locally, a batch is tried so often at most: Lambda would go on until its records are a day old. */
const MOST_RETRIES = 10;

const sequenceOf = ({ dynamodb }: StreamRecord) => String(dynamodb.SequenceNumber);

/** Hands the records of a stream to a function in their order, as the event source mapping says. */
export class StreamPoller {
  #served: Served;
  #records: StreamRecord[] = [];
  #isBusy = false;
  #isStopped = false;
  #onAdded: () => void = () => {};

  constructor(served: Served) {
    this.#served = served;
  }

  get #mapping() {
    return this.#served.mapping;
  }

  /** Goes on for a mapping and function that were read again: with the records that wait, and those that are retried. */
  serve(served: Served): void {
    this.#served = served;
  }

  stop(): void {
    this.#isStopped = true;
  }

  add(record: StreamRecord): void {
    if (record.eventSourceARN !== this.#mapping.sourceArn || this.#isStopped) return;
    const { filters } = this.#mapping;
    if (filters.length > 0 && !filters.some((filter) => matches(record, filter))) return;
    this.#records.push(record);
    this.#onAdded();
    if (!this.#isBusy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#records.length > 0 && !this.#isStopped) {
      await this.#window();
      await this.#next().catch((error: Error) => this.#notice(error));
    }
    this.#isBusy = false;
  }

  #next = () => this.#handle(this.#records.splice(0, this.#mapping.batchSize), 0);

  #notice({ message }: Error): void {
    this.#served.runtime.activity.notice(`${this.#mapping.id}: ${message}`);
  }

  /** Waits until the batch is full or its window has passed. */
  #window(): Promise<void> {
    const { windowSeconds, batchSize } = this.#mapping;
    const isFull = () => this.#records.length >= batchSize;
    if (windowSeconds === 0 || isFull()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, windowSeconds * 1000);
      timer.unref();
      this.#onAdded = () => {
        if (!isFull()) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #handle(batch: readonly StreamRecord[], attempts: number): Promise<void> {
    const failedAt = await this.#invoke(batch);
    if (failedAt < 0) return;
    const rest = batch.slice(failedAt);
    // What was handled before the first failure is not sent again
    const isProgress = failedAt > 0;
    if (!isProgress && attempts >= this.#mostRetries) return this.#discard(rest, attempts + 1);
    await delay(RETRY_MS, undefined, { ref: false });
    if (this.#isStopped) return;
    if (this.#mapping.bisects && rest.length > 1 && !isProgress)
      return this.#bisect(rest, attempts);
    return this.#handle(rest, isProgress ? 0 : attempts + 1);
  }

  async #bisect(batch: readonly StreamRecord[], attempts: number): Promise<void> {
    const half = Math.ceil(batch.length / 2);
    await this.#handle(batch.slice(0, half), attempts + 1);
    await this.#handle(batch.slice(half), attempts + 1);
  }

  get #mostRetries(): number {
    const { retries } = this.#mapping;
    return retries < 0 ? MOST_RETRIES : Math.min(retries, MOST_RETRIES);
  }

  /** The place of the first record that was not handled; -1 for none. */
  async #invoke(batch: readonly StreamRecord[]): Promise<number> {
    const { sourceArn, reportsFailures } = this.#mapping;
    const { fn, runtime } = this.#served;
    const cause = runtime.activity.follow(batch[0]!.eventID, 'dynamodb', sourceArn);
    const outcome = await runtime.invoke(fn, JSON.stringify({ Records: batch }), cause);
    const ids = batch.map(sequenceOf);
    const failed = new Set(failedIds(outcome, ids, reportsFailures));
    return ids.findIndex((id) => failed.has(id));
  }

  async #discard(batch: readonly StreamRecord[], attempts: number): Promise<void> {
    const { onFailure, sourceArn } = this.#mapping;
    if (!onFailure) return;
    const { fn, runtime } = this.#served;
    const body = {
      requestContext: {
        functionArn: fn.arn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: attempts,
      },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        shardId: 'shardId-local',
        startSequenceNumber: sequenceOf(batch[0]!),
        endSequenceNumber: sequenceOf(batch.at(-1)!),
        batchSize: batch.length,
        streamArn: sourceArn,
      },
    };
    const cause = runtime.activity.follow(batch[0]!.eventID, 'dynamodb', fn.id);
    await runtime.deliver(onFailure, JSON.stringify(body), cause);
  }
}
