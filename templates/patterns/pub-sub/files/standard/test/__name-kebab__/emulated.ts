import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { createQueue } from '../support/emulator.ts';

const sns = new SNSClient();

/** Makes the topic on the emulator; the functions of this process publish to it from then on. */
export async function createTopic(): Promise<string> {
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'topic' }));
  process.env.TOPIC_ARN = TopicArn;
  return TopicArn;
}

/** Makes a queue of the topic's kind. */
export const createTopicQueue = createQueue;

/** Publishes past the function. */
export async function publish(TopicArn: string, Message: string, type: string): Promise<void> {
  const MessageAttributes = { type: { DataType: 'String', StringValue: type } };
  await sns.send(new PublishCommand({ TopicArn, Message, MessageAttributes }));
}
