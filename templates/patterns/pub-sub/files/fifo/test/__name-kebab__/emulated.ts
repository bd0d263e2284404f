import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { createQueue } from '../support/emulator.ts';

const sns = new SNSClient();

/** Makes the topic on the emulator; the functions of this process publish to it from then on. */
export async function createTopic(): Promise<string> {
  const create = new CreateTopicCommand({ Name: 'topic.fifo', Attributes: { FifoTopic: 'true' } });
  const { TopicArn = '' } = await sns.send(create);
  process.env.TOPIC_ARN = TopicArn;
  return TopicArn;
}

/** Makes a queue of the topic's kind. */
export const createTopicQueue = (name: string, attributes?: Record<string, string>) =>
  createQueue(`${name}.fifo`, { ...attributes, FifoQueue: 'true' });

/** Publishes past the function. */
export async function publish(TopicArn: string, Message: string, type: string): Promise<void> {
  const MessageAttributes = { type: { DataType: 'String', StringValue: type } };
  const sequence = { MessageGroupId: randomUUID(), MessageDeduplicationId: randomUUID() };
  await sns.send(new PublishCommand({ TopicArn, Message, MessageAttributes, ...sequence }));
}
