import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const sqs = new SQSClient();

/**
 * Moves the dead letters of a topic or a function to a queue, one by one; resolves to how many. Those of a
 * queue are moved back by SQS itself.
 */
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
