import { setTimeout as delay } from 'node:timers/promises';
import type { EventSourceMapping } from '../../infrastructure/resolve/deployment.ts';
import { jsonOrText } from '../core/json-text.ts';
import { matches } from '../services/events/patterns.ts';
import type { Message, Sqs } from '../services/messaging/sqs.ts';
import { failedIds } from './batch-result.ts';
import type { Served } from './mappings.ts';

/** A message is received again after so many seconds, whatever visibility timeout the queue has: nobody waits for minutes. */
const RETRY_SECONDS = 1;

/** How long one poll waits for a message, in seconds. */
const WAIT_SECONDS = 10;

/** How many batches run at a time where the mapping sets no limit: Lambda begins with five. */
const CONCURRENCY = 5;

const MOST_PER_RECEIVE = 10;
const AFTER_ERROR_MS = 1000;

function attributesOf({ MessageAttributes = {} }: Message): object {
  const entries = Object.entries(MessageAttributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) => {
      const value = {
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      };
      return [name, value] as const;
    },
  );
  return Object.fromEntries(entries);
}

/** A message as a function receives it. */
export const recordOf = (message: Message, arn: string) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: attributesOf(message),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: arn.split(':')[3]!,
});

type Record = ReturnType<typeof recordOf>;

/** A filter looks into a body that is JSON. */
const isWanted = (record: Record, filters: EventSourceMapping['filters']) =>
  filters.length === 0 ||
  filters.some((filter) => matches({ ...record, body: jsonOrText(record.body) }, filter));

/** Hands the messages of a queue to a function, as the event source mapping says. */
export class QueuePoller {
  #served: Served;
  readonly #sqs: Sqs;
  readonly #running = new Set<Promise<void>>();
  #isStopped = false;

  constructor(served: Served, sqs: Sqs) {
    this.#served = served;
    this.#sqs = sqs;
    void this.#poll();
  }

  get #mapping() {
    return this.#served.mapping;
  }

  /** Goes on for a mapping and function that were read again: what has been received is handled, and received once. */
  serve(served: Served): void {
    this.#served = served;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #poll(): Promise<void> {
    while (!this.#isStopped) {
      try {
        await this.#once();
      } catch {
        if (!this.#isStopped) await delay(AFTER_ERROR_MS, undefined, { ref: false });
      }
    }
  }

  #notice({ message }: Error): void {
    this.#served.runtime.activity.notice(`${this.#mapping.id}: ${message}`);
  }

  /** A FIFO queue is handled in order. */
  get #most(): number {
    if (this.#mapping.sourceArn.endsWith('.fifo')) return 1;
    return this.#mapping.maxConcurrency ?? CONCURRENCY;
  }

  async #once(): Promise<void> {
    if (this.#running.size >= this.#most) return void (await Promise.race(this.#running));
    const batch = await this.#collect();
    if (batch.length === 0) return;
    if (this.#isStopped) return this.#giveBack(batch);
    const work = this.#handle(batch)
      // What was not deleted is received again after the visibility timeout
      .catch((error: Error) => this.#notice(error))
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** Messages until the batch is full or its window has passed. */
  async #collect(): Promise<readonly Message[]> {
    const { sourceArn, batchSize, windowSeconds } = this.#mapping;
    const batch: Message[] = [];
    let end = Number.POSITIVE_INFINITY;
    while (batch.length < batchSize && Date.now() < end && !this.#isStopped) {
      const left = Math.ceil((end - Date.now()) / 1000);
      const count = Math.min(MOST_PER_RECEIVE, batchSize - batch.length);
      const found = await this.#sqs.receive(
        sourceArn,
        count,
        Math.min(WAIT_SECONDS, Math.max(0, left)),
      );
      if (batch.length === 0) end = Date.now() + windowSeconds * 1000;
      batch.push(...found);
      if (found.length === 0 && batch.length === 0) break;
      if (windowSeconds === 0 && found.length < count) break;
    }
    return batch;
  }

  #giveBack = async (batch: readonly Message[]) => {
    await Promise.all(
      batch.map(({ ReceiptHandle }) => this.#sqs.retry(this.#mapping.sourceArn, ReceiptHandle, 0)),
    );
  };

  async #handle(batch: readonly Message[]): Promise<void> {
    const { sourceArn, filters, reportsFailures } = this.#mapping;
    const records = batch.map((message) => recordOf(message, sourceArn));
    const wanted = records.filter((record) => isWanted(record, filters));
    const failed = wanted.length > 0 ? await this.#invoke(wanted, reportsFailures) : [];
    await Promise.all(
      records.map(({ messageId, receiptHandle }) =>
        failed.includes(messageId)
          ? this.#sqs.retry(sourceArn, receiptHandle, RETRY_SECONDS)
          : this.#sqs.delete(sourceArn, receiptHandle),
      ),
    );
    this.#noteDead(batch.filter(({ MessageId }) => failed.includes(MessageId)));
  }

  /** Says which messages were received for the last time. */
  #noteDead(failed: readonly Message[]): void {
    const { mapping, runtime } = this.#served;
    const redrive = this.#sqs.redriveOf(mapping.sourceArn);
    const isLast = ({ Attributes }: Message) =>
      Number(Attributes?.ApproximateReceiveCount) >= (redrive?.maxReceives ?? Infinity);
    for (const { MessageId } of failed.filter(isLast))
      runtime.activity.notice(
        `Message ${MessageId} failed ${redrive!.maxReceives} times: it goes to ${redrive!.deadLetterArn.split(':').at(-1)}`,
      );
  }

  async #invoke(records: readonly Record[], reportsFailures: boolean): Promise<readonly string[]> {
    const { fn, runtime } = this.#served;
    const { activity } = runtime;
    const cause = activity.follow(records[0]!.messageId, 'sqs', this.#mapping.sourceArn);
    // The next receive of a message belongs to the same chain
    for (const { messageId } of records) activity.link(messageId, cause);
    const outcome = await runtime.invoke(fn, JSON.stringify({ Records: records }), cause);
    const ids = records.map(({ messageId }) => messageId);
    return failedIds(outcome, ids, reportsFailures);
  }
}
