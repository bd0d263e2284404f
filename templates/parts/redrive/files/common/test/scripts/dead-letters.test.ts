import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { move } from '../../scripts/dead-letters.ts';

const sqs = mockClient(SQSClient);
const dead = 'https://sqs.us-east-1.amazonaws.com/123456789012/dead';
const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/queue';

beforeEach(() => {
  sqs.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
});

test('moves each message as it is, and deletes it once it is sent', async () => {
  const MessageAttributes = { type: { DataType: 'String', StringValue: 'order.placed' } };
  const Attributes = { MessageGroupId: 'group', MessageDeduplicationId: 'id' };
  const first = { Body: 'first', ReceiptHandle: '1', Attributes, MessageAttributes };
  sqs
    .on(ReceiveMessageCommand, { QueueUrl: dead, MessageAttributeNames: ['All'] })
    .resolvesOnce({ Messages: [first] })
    .resolvesOnce({ Messages: [{ Body: 'second', ReceiptHandle: '2' }] })
    .resolves({});
  sqs.on(SendMessageCommand, { QueueUrl: queue }).resolves({});
  sqs.on(DeleteMessageCommand, { QueueUrl: dead }).resolves({});

  expect(await move(dead, queue)).toBe(2);
  expect(sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input)).toEqual([
    { QueueUrl: queue, MessageBody: 'first', MessageAttributes, ...Attributes },
    { QueueUrl: queue, MessageBody: 'second' },
  ]);
  expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(2);
});

test('deletes nothing that it could not send', async () => {
  const Messages = [{ Body: 'first', ReceiptHandle: '1' }];
  sqs.on(ReceiveMessageCommand).resolves({ Messages });
  sqs.on(SendMessageCommand).rejects(new Error('no such queue'));

  await expect(move(dead, queue)).rejects.toThrow('no such queue');
  expect(sqs.commandCalls(DeleteMessageCommand)).toEqual([]);
});
