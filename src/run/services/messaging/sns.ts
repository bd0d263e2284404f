import { randomUUID } from 'node:crypto';
import type { Subscription, Topic } from '../../../infrastructure/resolve/deployment.ts';
import { parsedJson } from '../../core/json-text.ts';
import type { Backend } from '../backend.ts';
import { authorization, type Call, OWN_KEY, type Service } from '../call.ts';
import { matches } from '../events/patterns.ts';
import { Turns } from '../locks.ts';
import { contentId, Deduplication } from './deduplication.ts';
import type { MessageAttribute } from './sqs.ts';

/** A message that was published. */
export interface Published {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string | undefined;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly at: string;
}

export type Deliver = (
  subscription: Subscription,
  published: Published,
  accessKeyId: string,
) => Promise<void>;

/** `MessageAttributes.entry.1.Name` and the like: numbered groups of a form. */
function groupsOf(form: URLSearchParams, prefix: string): readonly ReadonlyMap<string, string>[] {
  const groups = new Map<string, Map<string, string>>();
  for (const [key, value] of form) {
    if (!key.startsWith(`${prefix}.`)) continue;
    const [number = '', ...rest] = key.slice(prefix.length + 1).split('.');
    const group = groups.get(number) ?? new Map<string, string>();
    group.set(rest.join('.'), value);
    groups.set(number, group);
  }
  return [...groups.values()];
}

function attributesOf(form: URLSearchParams, prefix: string): Published['attributes'] {
  const entries = groupsOf(form, `${prefix}MessageAttributes.entry`).map((group) => {
    const text = group.get('Value.StringValue');
    const binary = group.get('Value.BinaryValue');
    const attribute: MessageAttribute = {
      DataType: group.get('Value.DataType') ?? 'String',
      ...(text !== undefined && { StringValue: text }),
      ...(binary !== undefined && { BinaryValue: binary }),
    };
    return [group.get('Name') ?? '', attribute] as const;
  });
  return Object.fromEntries(entries);
}

/** One message of a form; `prefix` is that of a member of a batch. */
function publishedIn(form: URLSearchParams, prefix: string, messageId: string): Published {
  const get = (name: string) => form.get(prefix + name) ?? undefined;
  return {
    messageId,
    topicArn: form.get('TopicArn') ?? form.get('TargetArn') ?? '',
    message: get('Message') ?? '',
    subject: get('Subject'),
    attributes: attributesOf(form, prefix),
    groupId: get('MessageGroupId'),
    deduplicationId: get('MessageDeduplicationId'),
    at: new Date().toISOString(),
  };
}

const idsIn = (xml: string) =>
  [...xml.matchAll(/<member>([\s\S]*?)<\/member>/g)].flatMap(([, member]) => {
    const id = /<Id>([^<]*)<\/Id>/.exec(member!)?.[1];
    const messageId = /<MessageId>([^<]*)<\/MessageId>/.exec(member!)?.[1];
    return id !== undefined && messageId ? [[id, messageId] as const] : [];
  });

function publishedBy(form: URLSearchParams, xml: string): readonly Published[] {
  if (form.get('Action') === 'Publish') {
    const messageId = /<MessageId>([^<]*)<\/MessageId>/.exec(xml)?.[1] ?? randomUUID();
    return [publishedIn(form, '', messageId)];
  }
  const ids = new Map(idsIn(xml));
  const numbers = new Set(
    [...form.keys()].flatMap(
      (key) => /^PublishBatchRequestEntries\.member\.(\d+)\./.exec(key)?.[1] ?? [],
    ),
  );
  return [...numbers].flatMap((number) => {
    const prefix = `PublishBatchRequestEntries.member.${number}.`;
    const messageId = ids.get(form.get(`${prefix}Id`) ?? '');
    return messageId ? [publishedIn(form, prefix, messageId)] : [];
  });
}

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

  #form = (arn: string, fields: Record<string, string>, accessKeyId = OWN_KEY) => {
    const region = arn.split(':')[3] ?? 'us-east-1';
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: authorization('sns', region, accessKeyId),
    };
    const body = Buffer.from(new URLSearchParams(fields).toString());
    return this.call({
      service: 'sns',
      region,
      accessKeyId,
      method: 'POST',
      url: '/',
      headers,
      body,
    });
  };

  /** Publishes for a service. Resolves to the message's id. */
  async publish(
    arn: string,
    message: string,
    more: { subject?: string } = {},
    accessKeyId?: string,
  ) {
    const fields: Record<string, string> = { Action: 'Publish', TopicArn: arn, Message: message };
    if (more.subject !== undefined) fields.Subject = more.subject;
    if (arn.endsWith('.fifo'))
      Object.assign(fields, { MessageGroupId: 'default', MessageDeduplicationId: randomUUID() });
    const reply = await this.#form(arn, fields, accessKeyId);
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
      for (const each of publishedBy(form, reply.body.toString('utf8')))
        this.#fanOut(each, call.accessKeyId);
    return reply;
  };

  #fanOut(sent: Published, accessKeyId: string): void {
    const topic = this.#topics.get(sent.topicArn);
    const deduplicationId = sent.deduplicationId ?? contentId(sent.message);
    const published = topic?.isFifo ? { ...sent, deduplicationId } : sent;
    if (topic?.isFifo && this.#deduplication.isRepeated(topic.arn, deduplicationId)) return;
    for (const subscription of this.#subscriptions) {
      if (subscription.topicArn !== published.topicArn || !isWanted(subscription, published))
        continue;
      const deliver = () => this.#deliver(subscription, published, accessKeyId);
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
