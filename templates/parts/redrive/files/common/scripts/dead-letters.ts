import { setTimeout } from 'node:timers/promises';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

const sqs = new SQSClient();

/**
 * Has SQS move the messages back to the queues they came from; resolves to how many. It can do so
 * only for the dead letters of a queue, not for those of a topic or a function.
 */
export async function redrive(url: string, pollMs = 1000): Promise<number> {
  const SourceArn = await arnOf(url);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  for (;;) {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
    const { Status, FailureReason, ApproximateNumberOfMessagesMoved = 0 } = Results[0] ?? {};
    if (Status === 'COMPLETED') return ApproximateNumberOfMessagesMoved;
    if (Status !== 'RUNNING') throw new Error(`The task is ${Status}: ${FailureReason}`);
    await setTimeout(pollMs);
  }
}

/** Moves messages one by one, whatever queue they are in; resolves to how many. */
export async function move(from: string, to: string): Promise<number> {
  for (let count = 0; ; count++) {
    const message = await receive(from);
    if (!message) return count;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: to,
        MessageBody: message.Body,
        MessageAttributes: message.MessageAttributes,
        MessageGroupId: message.Attributes?.MessageGroupId,
        MessageDeduplicationId: message.Attributes?.MessageDeduplicationId,
      }),
    );
    const { ReceiptHandle } = message;
    await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
  }
}

async function arnOf(url: string): Promise<string | undefined> {
  const request = { QueueUrl: url, AttributeNames: ['QueueArn' as const] };
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand(request));
  return Attributes?.QueueArn;
}

async function receive(url: string): Promise<Message | undefined> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['MessageDeduplicationId', 'MessageGroupId'],
      // Asks all of the queue's servers
      WaitTimeSeconds: 1,
    }),
  );
  return Messages?.[0];
}
