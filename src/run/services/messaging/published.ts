import { randomUUID } from 'node:crypto';
import { parsedJson } from '../../core/json-text.ts';
import type { MessageAttribute } from './sqs.ts';

/** A message that was published. */
export interface Published {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string | undefined;
  /** `json` where the message is a map of texts by protocol. */
  readonly structure?: string | undefined;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly at: string;
}

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
    structure: get('MessageStructure'),
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

/** What a call publishes that the emulator has answered with `xml`. */
export function publishedBy(form: URLSearchParams, xml: string): readonly Published[] {
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

/** What of a message a protocol gets: `MessageStructure` may be `json`, a text for each, and one by default. */
export function messageFor({ message, structure }: Published, protocol: string): string {
  if (structure !== 'json') return message;
  const texts = parsedJson(message) as Readonly<Record<string, unknown>> | undefined;
  return String(texts?.[protocol] ?? texts?.default ?? message);
}

/** What a service asks SNS to publish. */
export interface Publishing {
  readonly TopicArn: string;
  readonly Message: string;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>> | undefined;
}

/** The fields of the form by which `Publish` is called. A FIFO topic gets a group and an id where there is none. */
export function formOf({ MessageAttributes = {}, ...texts }: Publishing): Record<string, string> {
  const fifo = texts.TopicArn.endsWith('.fifo')
    ? { MessageGroupId: 'default', MessageDeduplicationId: randomUUID() }
    : {};
  const given = Object.entries(texts).filter(([, value]) => value !== undefined);
  const attributes = Object.entries(MessageAttributes).flatMap(([name, attribute], at) => {
    const entry = `MessageAttributes.entry.${at + 1}`;
    const values = Object.entries(attribute).map(([key, value]) => [
      `${entry}.Value.${key}`,
      value,
    ]);
    return [[`${entry}.Name`, name], ...values];
  });
  return { Action: 'Publish', ...fifo, ...Object.fromEntries([...given, ...attributes]) };
}
