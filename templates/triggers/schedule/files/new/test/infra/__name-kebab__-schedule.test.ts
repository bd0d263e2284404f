import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the schedule invokes the function, and sends what it cannot deliver to the dead letters', () => {
  expect(properties(template, '__Name__Schedule')).toMatchObject({
    ScheduleExpression: '__schedule__',
    ScheduleExpressionTimezone: '__timezone__',
    GroupName: '__Name__ScheduleGroup',
    Target: {
      Arn: '__Function__.Alias',
      RoleArn: '__Name__ScheduleRole.Arn',
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
      DeadLetterConfig: { Arn: '__Name__ScheduleDeadLetters.Arn' },
    },
  });
});

test('only this schedule may invoke the function, and it may do nothing else', () => {
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
              Resource: '__Function__.Alias',
            },
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: '__Name__ScheduleDeadLetters.Arn',
            },
          ],
        },
      },
    ],
  });
});
