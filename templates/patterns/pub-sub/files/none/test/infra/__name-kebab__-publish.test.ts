import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const deadLetters = '__Name__PublishDeadLetters';

test('publish may publish, keep what fails, and nothing else', () => {
  expect(permissions(template, '__Name__Publish')).toEqual([
    'sns:Publish on __Name__Topic',
    `sqs:SendMessage on ${deadLetters}.Arn`,
  ]);
  expect(properties(template, '__Name__Publish')).toMatchObject({
    Environment: { Variables: { TOPIC_ARN: '__Name__Topic' } },
    Timeout: 10,
  });
});

test('an asynchronous invocation is tried three times, and kept', () => {
  expect(properties(template, '__Name__PublishEventInvokeConfig')).toEqual({
    DestinationConfig: { OnFailure: { Destination: `${deadLetters}.Arn` } },
    FunctionName: '__Name__Publish',
    MaximumEventAgeInSeconds: 3600,
    MaximumRetryAttempts: 2,
    Qualifier: '$LATEST',
  });
});

test('what is kept is encrypted, stays for 14 days, and raises an alarm', () => {
  expect(properties(template, deadLetters)).toEqual({
    MessageRetentionPeriod: 14 * 24 * 60 * 60,
    SqsManagedSseEnabled: true,
  });
  expect(properties(template, `${deadLetters}Policy`)).toMatchObject({
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
  expect(properties(template, `${deadLetters}Alarm`)).toMatchObject({
    Dimensions: [{ Name: 'QueueName', Value: `${deadLetters}.QueueName` }],
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Threshold: 1,
  });
});
