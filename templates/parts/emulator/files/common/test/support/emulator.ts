import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

interface Request {
  method: string;
  headers: Record<string, string | undefined>;
  url: string;
}

interface Reply {
  code(status: number): { send(body: string): unknown };
}

// The emulator's queue URLs name a host that does not resolve
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Starts S3, SNS and SQS in memory for the SDK clients of this process; resolves to what stops them. */
export async function startEmulator(): Promise<() => Promise<void>> {
  const app = buildApp({ logger: false });
  // By itself, the emulator overwrites what If-None-Match protects
  app.addHook('preHandler', async ({ method, headers, url }: Request, reply: Reply) => {
    if (method !== 'PUT' || headers['if-none-match'] !== '*') return;
    const { statusCode } = await app.inject({ method: 'HEAD', url });
    if (statusCode !== 200) return;
    return reply.code(412).send('<Error><Code>PreconditionFailed</Code></Error>');
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  process.env.AWS_ENDPOINT_URL_S3 = url;
  process.env.AWS_ENDPOINT_URL_SNS = url;
  process.env.AWS_ENDPOINT_URL_SQS = url;
  return () => app.close();
}

export async function createQueue(QueueName: string, Attributes?: Record<string, string>) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { QueueArn = '' } = (await sqs.send(asked)).Attributes ?? {};
  return { url: QueueUrl, arn: QueueArn };
}

/** The messages that are in the queue, ten at most; those that are not deleted come back at once. */
export async function poll(QueueUrl: string): Promise<Message[]> {
  const all = { MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], VisibilityTimeout: 0 };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...all }));
  return Messages;
}

export async function remove(QueueUrl: string, { ReceiptHandle }: Message): Promise<void> {
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
}

/** Takes the messages that are in the queue, ten at most. */
export async function receive(queueUrl: string): Promise<Message[]> {
  const messages = await poll(queueUrl);
  for (const message of messages) await remove(queueUrl, message);
  return messages;
}
