import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__ScheduleDeadLetters = new DeadLetterQueue(scope, '__Name__ScheduleDeadLetters');
  const __name__ScheduleGroup = new scheduler.CfnScheduleGroup(scope, '__Name__ScheduleGroup');
  const only__Name__ScheduleGroup = {
    StringEquals: {
      'aws:SourceAccount': cdk.Aws.ACCOUNT_ID,
      'aws:SourceArn': __name__ScheduleGroup.attrArn,
    },
  };
  const __name__ScheduleRole = new iam.Role(scope, '__Name__ScheduleRole', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: only__Name__ScheduleGroup,
    }),
    inlinePolicies: {
      Target: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['lambda:InvokeFunction'],
            resources: [__fn__.live.functionArn],
          }),
          new iam.PolicyStatement({
            actions: ['sqs:SendMessage'],
            resources: [__name__ScheduleDeadLetters.queueArn],
          }),
        ],
      }),
    },
  });
  new scheduler.CfnSchedule(scope, '__Name__Schedule', {
    groupName: __name__ScheduleGroup.ref,
    scheduleExpression: '__schedule__',
    scheduleExpressionTimezone: '__timezone__',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: __fn__.live.functionArn,
      roleArn: __name__ScheduleRole.roleArn,
      input: JSON.stringify({
        scheduledTime: '<aws.scheduler.scheduled-time>',
        executionId: '<aws.scheduler.execution-id>',
      }),
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      deadLetterConfig: { arn: __name__ScheduleDeadLetters.queueArn },
    },
  });
}
