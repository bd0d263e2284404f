import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the function may do what it does, and nothing else', () => {
  expect(permissions(template, '__Name__Process')).toEqual([
    's3:GetObjectVersion on __Name__Input.Arn/uploads/*',
    's3:ListBucket on __Name__Input.Arn',
    's3:PutObject on __Name__Output.Arn/processed/*',
    'sns:Publish on __Name__Notices',
    'sqs:SendMessage on __Name__DeadLetters.Arn',
  ]);
});

test('what is uploaded invokes the function, and only that', () => {
  expect(properties(template, '__Name__Input')).toMatchObject({
    NotificationConfiguration: {
      LambdaConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Function: '__Name__Process.Arn',
          Filter: {
            S3Key: {
              Rules: [{ Name: 'prefix', Value: 'uploads/' }],
            },
          },
        },
      ],
    },
  });
  const { DependsOn } = template.__Name__Input ?? {};
  expect([DependsOn].flat()).toContain('__Name__ProcessPermission');
});

test('only buckets of this account may invoke the function', () => {
  expect(properties(template, '__Name__ProcessPermission')).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: '__Name__Process.Arn',
    Principal: 's3.amazonaws.com',
    SourceAccount: 'AWS::AccountId',
  });
});

test('an upload that fails is tried twice more, then it is a dead letter', () => {
  expect(properties(template, '__Name__ProcessEventInvokeConfig')).toEqual({
    FunctionName: '__Name__Process',
    Qualifier: '$LATEST',
    MaximumRetryAttempts: 2,
    MaximumEventAgeInSeconds: 3600,
    DestinationConfig: {
      OnFailure: { Destination: '__Name__DeadLetters.Arn' },
    },
  });
});

test('the dead letters are encrypted, and kept for 14 days', () => {
  expect(properties(template, '__Name__DeadLetters')).toEqual({
    MessageRetentionPeriod: 1_209_600,
    SqsManagedSseEnabled: true,
  });
  expect(properties(template, '__Name__DeadLettersPolicy')).toMatchObject({
    Queues: ['__Name__DeadLetters'],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 'sqs:*',
          Resource: '__Name__DeadLetters.Arn',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
});

test('the first dead letter raises an alarm', () => {
  expect(properties(template, '__Name__DeadLettersAlarm')).toMatchObject({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [
      {
        Name: 'QueueName',
        Value: '__Name__DeadLetters.QueueName',
      },
    ],
    Statistic: 'Maximum',
    Period: 300,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});
