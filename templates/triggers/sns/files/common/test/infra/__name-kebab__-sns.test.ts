import { expect, test } from 'vitest';
import { eventSources } from '../support/event-source.ts';
import { permissions } from '../support/permissions.ts';
import { load, ofType, properties } from '../support/template.ts';

const template = await load();
const id = '__Function__';

test('the function polls the queue, and reports the messages that failed', () => {
  expect(eventSources(template, id).__Name__TopicQueue).toEqual({
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 10 },
  });
  const lost = permissions(template, id).filter((line) => line.startsWith('not '));
  expect(lost).toEqual([]);
});

test('a message is hidden for six times the timeout, and a dead letter after five tries', () => {
  const { Timeout: timeout } = properties<{ Timeout: number }>(template, id);
  expect(properties(template, '__Name__TopicQueue')).toMatchObject({
    RedrivePolicy: {
      deadLetterTargetArn: '__Name__TopicQueueDeadLetters.Arn',
      maxReceiveCount: 5,
    },
    VisibilityTimeout: 6 * timeout,
  });
});

test('the topic sends to the queue, and what it cannot send to the dead letters', () => {
  const subscriptions = Object.values(ofType<object>(template, 'AWS::SNS::Subscription'));
  expect(subscriptions).toContainEqual(
    expect.objectContaining({
      Protocol: 'sqs',
      Endpoint: '__Name__TopicQueue.Arn',
      RawMessageDelivery: true,
      RedrivePolicy: {
        deadLetterTargetArn: '__Name__TopicQueueDeadLetters.Arn',
      },
    }),
  );
});
