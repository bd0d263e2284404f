import { expect, test } from 'vitest';
import { grantedTo } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the schedule invokes the function, and sends what it cannot deliver to the dead letters', () => {
  expect(properties(template, '__Name__Schedule')).toMatchObject({
    ScheduleExpression: '__schedule__',
    ScheduleExpressionTimezone: '__timezone__',
    GroupName: '__Name__ScheduleGroup',
    Target: {
      Arn: '__Function__.Arn',
      RoleArn: '__Name__ScheduleRole.Arn',
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
      DeadLetterConfig: { Arn: '__Name__ScheduleDeadLetters.Arn' },
    },
  });
});

test('only this schedule may invoke the function, and it may do nothing else', () => {
  const condition = {
    'aws:SourceAccount': 'AWS::AccountId',
    'aws:SourceArn': '__Name__ScheduleGroup.Arn',
  };
  expect(grantedTo(template, '__Name__ScheduleRole')).toEqual([
    `sts:AssumeRole by scheduler.amazonaws.com if ${JSON.stringify({ StringEquals: condition })}`,
    'lambda:InvokeFunction on __Function__.Arn',
    'sqs:SendMessage on __Name__ScheduleDeadLetters.Arn',
  ]);
});
