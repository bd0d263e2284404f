import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const deadLetters = new DeadLetterQueue(scope, '__Name__ScheduleDeadLetters');
  const group = new scheduler.CfnScheduleGroup(scope, '__Name__ScheduleGroup');
  const onlyThisGroup = {
    StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID, 'aws:SourceArn': group.attrArn },
  };
  const role = new iam.Role(scope, '__Name__ScheduleRole', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', { conditions: onlyThisGroup }),
    inlinePolicies: {
      Target: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['lambda:InvokeFunction'],
            resources: [__fn__.functionArn],
          }),
          new iam.PolicyStatement({
            actions: ['sqs:SendMessage'],
            resources: [deadLetters.queueArn],
          }),
        ],
      }),
    },
  });
  new scheduler.CfnSchedule(scope, '__Name__Schedule', {
    groupName: group.ref,
    scheduleExpression: '__schedule__',
    scheduleExpressionTimezone: '__timezone__',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: __fn__.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify({
        scheduledTime: '<aws.scheduler.scheduled-time>',
        executionId: '<aws.scheduler.execution-id>',
      }),
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      deadLetterConfig: { arn: deadLetters.queueArn },
    },
  });
}
