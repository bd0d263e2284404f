import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { count } from '../shared/metrics.ts';
import type { Event, Message } from './event.ts';

const { TOPIC_ARN: TopicArn } = readEnv({ TOPIC_ARN: z.string().check(z.minLength(1)) });

const sns = new SNSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
});

/** Sends a message to all consumers of its type; they take a second one of the same id for the first. */
export async function publish(message: Message, id: string, correlationId: string): Promise<void> {
  const time = new Date().toISOString();
  const source = '__app-kebab__';
  const event: Event = { id, version: 1, time, source, correlationId, ...message };
  await sns.send(
    new PublishCommand({
      TopicArn,
      Message: JSON.stringify(event),
      MessageAttributes: { type: text(event.type), correlationId: text(correlationId) },
      // The order's events stay in sequence; the topic drops the same event for five minutes
      MessageGroupId: message.data.orderId,
      MessageDeduplicationId: id,
    }),
  );
  count('__Name__Published');
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
