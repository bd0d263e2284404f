import type { Queue, Redrive } from '../../../infrastructure/resolve/deployment.ts';
import type { Cause } from '../../core/activity.ts';
import { Recent } from '../../core/recent.ts';
import type { Backend } from '../backend.ts';
import {
  type Call,
  type Caller,
  jsonBody,
  operationOf,
  outputOf,
  ownCall,
  type Reply,
  type Service,
} from '../call.ts';

/** A message as `ReceiveMessage` gives it. */
export interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export interface Outgoing {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>> | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  /** The queue that it was sent to, where that is another one than the queue that it is in. */
  readonly sentTo?: string | undefined;
}

/** A message that waits in a queue. */
export interface Waiting {
  readonly messageId: string;
  readonly body: string;
  readonly receives: number;
  readonly sentAt: number;
}

export type OnSent = (queueArn: string, messageId: string, caller: Caller) => void;

export interface QueueContents {
  readonly ready: readonly Waiting[];
  readonly delayed: number;
  readonly inFlight: number;
}

interface Inspected {
  readonly messageId: string;
  readonly body: string;
  readonly approximateReceiveCount: number;
  readonly sentTimestamp: number;
  readonly messageAttributes: Readonly<Record<string, MessageAttribute>>;
  readonly messageGroupId?: string;
  readonly messageDeduplicationId?: string;
}

interface InspectedQueue {
  readonly ready: readonly Inspected[];
  readonly delayed: readonly Inspected[];
  readonly inflight: readonly { readonly message: Inspected }[];
}

/** Of so many messages it is known which queue they were sent to. */
const MOST_SENT = 100_000;

const EMPTY: InspectedQueue = { ready: [], delayed: [], inflight: [] };

/** The emulated SQS under the addresses that the functions have. */
export class Sqs {
  readonly #backend: Backend;
  readonly #frontUrl: () => string;
  readonly #onSent: OnSent;
  readonly #sending = new Set<Promise<unknown>>();
  /** The queue that a message was sent to, by its id, which it keeps as a dead letter. */
  readonly #sentTo = new Recent<string>({ most: MOST_SENT });

  #redrives: ReadonlyMap<string, Redrive | undefined> = new Map();

  constructor(backend: Backend, frontUrl: () => string, onSent: OnSent) {
    this.#backend = backend;
    this.#frontUrl = frontUrl;
    this.#onSent = onSent;
  }

  /** The emulator knows a queue by a URL of its own, whose host does not resolve. */
  #inner(url: string, region: string): string {
    const name = url.split('/').at(-1)!;
    return `http://sqs.${region}.localhost:${this.#backend.url.port}/000000000000/${name}`;
  }

  #outer = (text: string) =>
    text.replaceAll(/http:\/\/sqs\.[\w-]+\.localhost:\d+/g, this.#frontUrl());

  readonly call: Service = async (call) => {
    const input = jsonBody<Record<string, unknown>>(call);
    const { QueueUrl } = input;
    const own =
      typeof QueueUrl === 'string' ? { QueueUrl: this.#inner(QueueUrl, call.region) } : {};
    const body = Buffer.from(JSON.stringify({ ...input, ...own }));
    const observed = this.#backend.call({ ...call, url: '/', body }).then((reply) => {
      this.#observe(call, String(QueueUrl ?? ''), reply);
      return reply;
    });
    if (operationOf(call).startsWith('SendMessage')) this.#untilKnown(observed);
    const reply = await observed;
    return { ...reply, body: Buffer.from(this.#outer(reply.body.toString('utf8'))) };
  };

  /** What is being sent may be received before the reply: its cause is known with the reply alone. */
  #untilKnown(observed: Promise<unknown>): void {
    const settled = Promise.allSettled([observed]).finally(() => this.#sending.delete(settled));
    this.#sending.add(settled);
  }

  #observe(call: Call, url: string, reply: Reply): void {
    const operation = operationOf(call);
    if (!operation.startsWith('SendMessage') || reply.status >= 300) return;
    const output = jsonBody<{ MessageId?: string; Successful?: { MessageId: string }[] }>(reply);
    const ids = [
      output.MessageId ?? [],
      output.Successful?.map((each) => each.MessageId) ?? [],
    ].flat();
    const arn = `arn:aws:sqs:${call.region}:000000000000:${url.split('/').at(-1)}`;
    for (const id of ids) {
      this.#sentTo.set(id, arn);
      this.#onSent(arn, id, call);
    }
  }

  async #send<T = Record<string, unknown>>(
    operation: string,
    arn: string,
    input: object,
    cause?: Cause,
  ): Promise<T> {
    const region = arn.split(':')[3]!;
    const QueueUrl = `/${arn.split(':').at(-1)}`;
    const target = `AmazonSQS.${operation}`;
    return outputOf<T>(
      await this.call(ownCall('sqs', target, { QueueUrl, ...input }, region, cause)),
    );
  }

  /** The queue that a message was sent to; undefined for one that is not known any more. */
  sentTo = (messageId: string) => this.#sentTo.get(messageId);

  /** Where a queue's messages go that were received too often. */
  redriveOf = (arn: string) => this.#redrives.get(arn);

  async create(queues: readonly Queue[]): Promise<void> {
    this.#redrives = new Map(queues.map(({ arn, redrive }) => [arn, redrive]));
    // A queue names its dead-letter queue: nobody asks whether that exists
    for (const { arn, name, attributes } of queues) {
      const region = arn.split(':')[3]!;
      const input = { QueueName: name, Attributes: attributes };
      const reply = await this.#backend.call(
        ownCall('sqs', 'AmazonSQS.CreateQueue', input, region),
      );
      if (reply.status >= 300)
        await this.#send('SetQueueAttributes', arn, { Attributes: attributes });
    }
  }

  /** Sends a message for a service, and what caused that. Resolves to the message's id. */
  async send(arn: string, message: Outgoing, cause?: Cause): Promise<string> {
    const { body, attributes, groupId, deduplicationId } = message;
    const input = {
      MessageBody: body,
      ...(attributes && { MessageAttributes: attributes }),
      ...(groupId && { MessageGroupId: groupId }),
      ...(deduplicationId && { MessageDeduplicationId: deduplicationId }),
    };
    const sent = await this.#send<{ MessageId: string }>('SendMessage', arn, input, cause);
    if (message.sentTo) this.#sentTo.set(sent.MessageId, message.sentTo);
    return sent.MessageId;
  }

  async receive(arn: string, count: number, waitSeconds: number): Promise<readonly Message[]> {
    const { Messages = [] } = await this.#send<{ Messages?: Message[] }>('ReceiveMessage', arn, {
      MaxNumberOfMessages: count,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    await Promise.all(this.#sending);
    return Messages;
  }

  delete = (arn: string, ReceiptHandle: string) =>
    this.#send('DeleteMessage', arn, { ReceiptHandle });

  /** Lets a message be received again after so many seconds. */
  retry = (arn: string, ReceiptHandle: string, VisibilityTimeout: number) =>
    this.#send('ChangeMessageVisibility', arn, { ReceiptHandle, VisibilityTimeout });

  /** What is in a queue; nothing is taken out. */
  async contents(arn: string): Promise<QueueContents> {
    const { ready, delayed, inflight } = await this.#inspect(arn);
    return {
      ready: ready.map((each) => ({
        messageId: each.messageId,
        body: each.body,
        receives: each.approximateReceiveCount,
        sentAt: each.sentTimestamp,
      })),
      delayed: delayed.length,
      inFlight: inflight.length,
    };
  }

  /** Every message of a queue, those that something has received too, as they would be sent again. */
  async messages(arn: string): Promise<readonly Outgoing[]> {
    const { ready, delayed, inflight } = await this.#inspect(arn);
    const all = [...inflight.map(({ message }) => message), ...ready, ...delayed];
    return all.map((each) => ({
      body: each.body,
      attributes:
        Object.keys(each.messageAttributes).length > 0 ? each.messageAttributes : undefined,
      groupId: each.messageGroupId,
      deduplicationId: each.messageDeduplicationId,
      sentTo: this.#sentTo.get(each.messageId),
    }));
  }

  async #inspect(arn: string): Promise<InspectedQueue> {
    const name = encodeURIComponent(arn.split(':').at(-1)!);
    const call = ownCall('sqs', '', {}, 'us-east-1');
    const reply = await this.#backend.call({
      ...call,
      method: 'GET',
      url: `/_fauxqs/queues/${name}`,
      body: Buffer.alloc(0),
      headers: {},
    });
    return reply.status === 200 ? jsonBody<{ messages: InspectedQueue }>(reply).messages : EMPTY;
  }
}
