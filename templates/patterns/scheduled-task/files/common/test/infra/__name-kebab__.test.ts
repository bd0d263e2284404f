import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the schedule sends its time to the function, and what cannot be sent to the dead letters', () => {
  expect(properties(template, '__Name__Schedule')).toEqual({
    ScheduleExpression: '__schedule__',
    ScheduleExpressionTimezone: '__timezone__',
    GroupName: '__Name__ScheduleGroup',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: '__Name__Run.Arn',
      RoleArn: '__Name__ScheduleRole.Arn',
      Input: JSON.stringify({
        scheduledTime: '<aws.scheduler.scheduled-time>',
        executionId: '<aws.scheduler.execution-id>',
      }),
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
      DeadLetterConfig: { Arn: '__Name__DeadLetters.Arn' },
    },
  });
});

test('only this schedule may invoke the function, and it may do nothing else', () => {
  expect(template.__Name__ScheduleGroup).toMatchObject({
    Type: 'AWS::Scheduler::ScheduleGroup',
  });
  expect(properties(template, '__Name__ScheduleRole')).toEqual({
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: {
              'aws:SourceAccount': 'AWS::AccountId',
              'aws:SourceArn': '__Name__ScheduleGroup.Arn',
            },
          },
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'Target',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: '__Name__Run.Arn',
            },
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: '__Name__DeadLetters.Arn',
            },
          ],
        },
      },
    ],
  });
});

test('a run that fails is tried twice more, then it is a dead letter', () => {
  expect(properties(template, '__Name__Run')).toMatchObject({ Timeout: 300 });
  expect(properties(template, '__Name__RunEventInvokeConfig')).toEqual({
    FunctionName: '__Name__Run',
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
    Dimensions: [{ Name: 'QueueName', Value: '__Name__DeadLetters.QueueName' }],
    Statistic: 'Maximum',
    Period: 300,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('the first error raises an alarm', () => {
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Metrics: [
      { Expression: 'SUM(METRICS())' },
      {
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'Errors',
            Dimensions: [{ Name: 'FunctionName', Value: '__Name__Run' }],
          },
          Period: 300,
          Stat: 'Sum',
        },
        ReturnData: false,
      },
    ],
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('the table is encrypted, backed up and kept', () => {
  expect(template.__Name__Table).toMatchObject({
    Type: 'AWS::DynamoDB::GlobalTable',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    },
  });
});

test.each([
  ['dev', false],
  ['prod', true],
])('in %s the table is protected from deletion: %s', async (stage, isProtected) => {
  expect(properties(await load({ stage }), '__Name__Table')).toMatchObject({
    Replicas: [{ DeletionProtectionEnabled: isProtected }],
  });
});
