import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { Message } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { poll, remove } from '../support/emulator.ts';
import { context } from '../support/lambda.ts';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';
import { ofType, properties, type Template } from '../support/template.ts';
import { createTopicQueue } from './emulated.ts';

interface QueueProperties {
  RedrivePolicy: { deadLetterTargetArn: string; maxReceiveCount: number };
}

interface Subscription {
  Endpoint: string;
  FilterPolicy: object;
  RawMessageDelivery: boolean;
}

export interface Wired {
  queueUrl: string;
  deadLettersUrl: string;
}

type Worker = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const sns = new SNSClient();

/** Makes a consumer's queues, and subscribes to the topic, as the template says. */
export async function wire(template: Template, id: string, TopicArn: string): Promise<Wired> {
  const { RedrivePolicy } = properties<QueueProperties>(template, `${id}Queue`);
  const deadLetters = await createTopicQueue(`${id}QueueDeadLetters`);
  const redrive = { ...RedrivePolicy, deadLetterTargetArn: deadLetters.arn };
  const queue = await createTopicQueue(`${id}Queue`, { RedrivePolicy: JSON.stringify(redrive) });

  const all = Object.values(ofType<Subscription>(template, 'AWS::SNS::Subscription'));
  const subscription = all.find(({ Endpoint }) => Endpoint === `${id}Queue.Arn`);
  const subscribe = new SubscribeCommand({
    TopicArn,
    Protocol: 'sqs',
    Endpoint: queue.arn,
    Attributes: {
      FilterPolicy: JSON.stringify(subscription?.FilterPolicy),
      RawMessageDelivery: String(subscription?.RawMessageDelivery),
    },
  });
  await sns.send(subscribe);
  return { queueUrl: queue.url, deadLettersUrl: deadLetters.url };
}

/** Lets a function poll the queue until it is empty, as Lambda does; resolves to how often it ran. */
export async function drain(queueUrl: string, worker: Worker): Promise<number> {
  for (let runs = 0; ; runs++) {
    const messages = await poll(queueUrl);
    if (messages.length === 0) return runs;
    const failed = await run(worker, messages);
    const done = messages.filter(({ MessageId = '' }) => !failed.includes(MessageId));
    for (const message of done) await remove(queueUrl, message);
  }
}

/** The ids of the messages that return to the queue: all of them when the function fails. */
async function run(worker: Worker, messages: Message[]): Promise<string[]> {
  const records = messages.map(({ MessageId = '', Body = '' }) => sqsRecord(MessageId, Body));
  try {
    const { batchItemFailures } = await worker(sqsEvent(...records), context);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  } catch {
    return records.map(({ messageId }) => messageId);
  }
}
