import { setTimeout as delay } from 'node:timers/promises';
import type {
  DeployedFunction,
  EventSourceMapping,
} from '../../infrastructure/resolve/deployment.ts';
import { RETRY_MS, type Runtime } from '../core/runtime.ts';
import type { StreamRecord } from '../services/dynamodb/streams.ts';
import { matches } from '../services/events/patterns.ts';
import { failedIds } from './batch-result.ts';

/** Locally, a batch is tried so often at most: Lambda would go on until its records are a day old. */
const MOST_RETRIES = 10;

const sequenceOf = ({ dynamodb }: StreamRecord) => String(dynamodb.SequenceNumber);

/** Hands the records of a stream to a function in their order, as the event source mapping says. */
export class StreamPoller {
  readonly #mapping: EventSourceMapping;
  readonly #fn: DeployedFunction;
  readonly #runtime: Runtime;
  #records: StreamRecord[] = [];
  #isBusy = false;
  #isStopped = false;

  constructor(mapping: EventSourceMapping, fn: DeployedFunction, runtime: Runtime) {
    this.#mapping = mapping;
    this.#fn = fn;
    this.#runtime = runtime;
  }

  stop(): void {
    this.#isStopped = true;
  }

  add(record: StreamRecord): void {
    if (record.eventSourceARN !== this.#mapping.sourceArn || this.#isStopped) return;
    const { filters } = this.#mapping;
    if (filters.length > 0 && !filters.some((filter) => matches(record, filter))) return;
    this.#records.push(record);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const { windowSeconds, batchSize } = this.#mapping;
    while (this.#records.length > 0 && !this.#isStopped) {
      if (this.#records.length < batchSize && windowSeconds > 0)
        await delay(windowSeconds * 1000, undefined, { ref: false });
      await this.#handle(this.#records.splice(0, batchSize), 0);
    }
    this.#isBusy = false;
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
    const cause = this.#runtime.activity.follow(batch[0]!.eventID, 'dynamodb', sourceArn);
    const outcome = await this.#runtime.invoke(this.#fn, JSON.stringify({ Records: batch }), cause);
    const ids = batch.map(sequenceOf);
    const failed = new Set(failedIds(outcome, ids, reportsFailures));
    return ids.findIndex((id) => failed.has(id));
  }

  async #discard(batch: readonly StreamRecord[], attempts: number): Promise<void> {
    const { onFailure, sourceArn } = this.#mapping;
    if (!onFailure) return;
    const body = {
      requestContext: {
        functionArn: this.#fn.arn,
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
    const cause = this.#runtime.activity.follow(batch[0]!.eventID, 'dynamodb', this.#fn.id);
    await this.#runtime.deliver(onFailure, JSON.stringify(body), cause);
  }
}
