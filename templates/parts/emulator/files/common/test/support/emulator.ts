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
export const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

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

export async function createQueue(
  name: string,
  attributes?: Record<string, string>,
): Promise<{ url: string; arn: string }> {
  const create = new CreateQueueCommand({ QueueName: name, Attributes: attributes });
  const { QueueUrl: url = '' } = await sqs.send(create);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { url, arn: Attributes?.QueueArn ?? '' };
}

/** Takes the messages that are in the queue, ten at most. */
export async function receive(queueUrl: string): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  for (const { ReceiptHandle } of Messages) {
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }
  return Messages;
}
