import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
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

test('ten files are processed at a time', () => {
  expect(properties(template, '__Name__Process')).toMatchObject({
    ReservedConcurrentExecutions: 10,
  });
});

test('the alarm names what to do', () => {
  const deadLettersAlarm = sectionOf(template, '__Name__DeadLettersAlarm');
  expect(deadLettersAlarm).toBe('__name-kebab__-dead-letters');
});
