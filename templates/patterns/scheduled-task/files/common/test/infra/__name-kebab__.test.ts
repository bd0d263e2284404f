import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { grantedTo } from '../support/permissions.ts';
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
  const condition = {
    'aws:SourceAccount': 'AWS::AccountId',
    'aws:SourceArn': '__Name__ScheduleGroup.Arn',
  };
  expect(grantedTo(template, '__Name__ScheduleRole')).toEqual([
    `sts:AssumeRole by scheduler.amazonaws.com if ${JSON.stringify({ StringEquals: condition })}`,
    'lambda:InvokeFunction on __Name__Run.Arn',
    'sqs:SendMessage on __Name__DeadLetters.Arn',
  ]);
});

test('a run that fails is tried twice more, then it is a dead letter', () => {
  expect(properties(template, '__Name__Run')).toMatchObject({
    MemorySize: 512,
    Timeout: 300,
  });
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

test('the alarm names what to do', () => {
  const deadLettersAlarm = sectionOf(template, '__Name__DeadLettersAlarm');
  expect(deadLettersAlarm).toBe('__name-kebab__-dead-letters');
});

test('the table finds what it holds by its id', () => {
  expect(properties(template, '__Name__Table')).toMatchObject({
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
});
