import type { Subscription, Topic } from '../../../infrastructure/resolve/deployment.ts';
import type { Cause } from '../../core/activity.ts';
import { parsedJson } from '../../core/json-text.ts';
import type { Backend } from '../backend.ts';
import { authorization, type Call, type Caller, OWN_KEY, type Service } from '../call.ts';
import { matches } from '../events/patterns.ts';
import { Turns } from '../locks.ts';
import { contentId, Deduplication } from './deduplication.ts';
import { formOf, messageFor, type Published, type Publishing, publishedBy } from './published.ts';
import type { MessageAttribute } from './sqs.ts';

export type Deliver = (
  subscription: Subscription,
  published: Published,
  caller: Caller,
) => Promise<void>;

/** An attribute as a filter policy compares it. */
function comparable({ DataType, StringValue = '' }: MessageAttribute): unknown {
  if (DataType.startsWith('Number')) return Number(StringValue);
  return DataType === 'String.Array' ? parsedJson(StringValue) : StringValue;
}

/** Whether a subscription's filter policy lets a message pass. */
export function isWanted({ filter, filterScope }: Subscription, published: Published): boolean {
  if (!filter) return true;
  const attributes = Object.entries(published.attributes).map(
    ([name, value]) => [name, comparable(value)] as const,
  );
  if (filterScope !== 'MessageBody') return matches(Object.fromEntries(attributes), filter);
  const body = parsedJson(published.message);
  return body !== undefined && matches(body, filter);
}

const PUBLISHES = new Set(['Publish', 'PublishBatch']);

/** The emulated SNS; the deliveries to what the infrastructure subscribes are made here, for the emulator knows queues alone. */
export class Sns {
  readonly #backend: Backend;
  readonly #deliver: Deliver;
  #subscriptions: readonly Subscription[] = [];
  #topics = new Map<string, Topic>();
  readonly #deduplication = new Deduplication();
  readonly #turns = new Turns();

  constructor(backend: Backend, deliver: Deliver) {
    this.#backend = backend;
    this.#deliver = deliver;
  }

  async create(topics: readonly Topic[], subscriptions: readonly Subscription[]): Promise<void> {
    for (const { name, arn, isFifo } of topics) {
      const fifo = { 'Attributes.entry.1.key': 'FifoTopic', 'Attributes.entry.1.value': 'true' };
      await this.#form(arn, { Action: 'CreateTopic', Name: name, ...(isFifo && fifo) });
    }
    for (const { arn, isFifo, isContentBased } of topics)
      if (isFifo)
        await this.#form(arn, {
          Action: 'SetTopicAttributes',
          TopicArn: arn,
          AttributeName: 'ContentBasedDeduplication',
          AttributeValue: String(isContentBased),
        });
    this.#subscriptions = subscriptions;
    this.#topics = new Map(topics.map((topic) => [topic.arn, topic]));
  }

  #form = (arn: string, fields: Record<string, string>, cause?: Cause) => {
    const region = arn.split(':')[3] ?? 'us-east-1';
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: authorization('sns', region),
    };
    const body = Buffer.from(new URLSearchParams(fields).toString());
    return this.call({
      service: 'sns',
      region,
      accessKeyId: OWN_KEY,
      cause,
      method: 'POST',
      url: '/',
      headers,
      body,
    });
  };

  /** Publishes for a service, and what caused that. Resolves to the message's id. */
  async publish(publishing: Publishing, cause?: Cause): Promise<string> {
    const reply = await this.#form(publishing.TopicArn, formOf(publishing), cause);
    const xml = reply.body.toString('utf8');
    const messageId = /<MessageId>([^<]*)<\/MessageId>/.exec(xml)?.[1];
    if (reply.status < 300 && messageId) return messageId;
    const code = /<Code>([^<]*)<\/Code>/.exec(xml)?.[1] ?? 'InternalError';
    throw Object.assign(new Error(/<Message>([^<]*)<\/Message>/.exec(xml)?.[1] ?? code), {
      name: code,
    });
  }

  readonly call: Service = async (call: Call) => {
    const reply = await this.#backend.call(call);
    const form = new URLSearchParams(call.body.toString('utf8'));
    if (reply.status < 300 && PUBLISHES.has(form.get('Action') ?? ''))
      for (const each of publishedBy(form, reply.body.toString('utf8'))) this.#fanOut(each, call);
    return reply;
  };

  #fanOut(sent: Published, caller: Caller): void {
    const topic = this.#topics.get(sent.topicArn);
    const deduplicationId = sent.deduplicationId ?? contentId(sent.message);
    if (topic?.isFifo && this.#deduplication.isRepeated(topic.arn, deduplicationId)) return;
    for (const subscription of this.#subscriptions) {
      if (subscription.topicArn !== sent.topicArn) continue;
      const message = messageFor(sent, subscription.protocol);
      const published = { ...sent, message, ...(topic?.isFifo && { deduplicationId }) };
      if (!isWanted(subscription, published)) continue;
      const deliver = () => this.#deliver(subscription, published, caller);
      // What is published in order arrives in order
      void (topic?.isFifo ? this.#turns.run(subscription.id, deliver) : deliver());
    }
  }
}

/** A message as SNS wraps it for a queue, and for a function in an event. */
export function envelopeOf(
  subscription: Subscription,
  published: Published,
  isEvent: boolean,
): object {
  const region = published.topicArn.split(':')[3];
  const attributes = Object.entries(published.attributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) =>
      [name, { Type: DataType, Value: StringValue ?? BinaryValue }] as const,
  );
  const hasAttributes = attributes.length > 0 || isEvent;
  const host = `https://sns.${region}.amazonaws.com`;
  const unsubscribe = `${host}/?Action=Unsubscribe&SubscriptionArn=${published.topicArn}:${subscription.id}`;
  return {
    Type: 'Notification',
    MessageId: published.messageId,
    TopicArn: published.topicArn,
    ...((published.subject !== undefined || isEvent) && { Subject: published.subject ?? null }),
    Message: published.message,
    Timestamp: published.at,
    SignatureVersion: '1',
    Signature: 'local',
    [isEvent ? 'SigningCertUrl' : 'SigningCertURL']: `${host}/SimpleNotificationService-local.pem`,
    [isEvent ? 'UnsubscribeUrl' : 'UnsubscribeURL']: unsubscribe,
    ...(hasAttributes && { MessageAttributes: Object.fromEntries(attributes) }),
  };
}

/** The event that a subscribed function receives. */
export const snsEvent = (subscription: Subscription, published: Published) => ({
  Records: [
    {
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: `${published.topicArn}:${subscription.id}`,
      Sns: envelopeOf(subscription, published, true),
    },
  ],
});
