import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function) {
  const __name__ScheduleDlq = new sqs.Queue(scope, '__Name__ScheduleDeadLetters', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: cdk.Duration.days(14),
  });
  const __name__ScheduleGroup = new scheduler.CfnScheduleGroup(scope, '__Name__ScheduleGroup');
  const __name__ScheduleRole = new iam.Role(scope, '__Name__ScheduleRole', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': cdk.Aws.ACCOUNT_ID,
          'aws:SourceArn': __name__ScheduleGroup.attrArn,
        },
      },
    }),
    inlinePolicies: {
      Target: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['lambda:InvokeFunction'],
            resources: [__fn__.functionArn],
          }),
          new iam.PolicyStatement({
            actions: ['sqs:SendMessage'],
            resources: [__name__ScheduleDlq.queueArn],
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
      arn: __fn__.functionArn,
      roleArn: __name__ScheduleRole.roleArn,
      input: JSON.stringify({
        scheduledTime: '<aws.scheduler.scheduled-time>',
        executionId: '<aws.scheduler.execution-id>',
      }),
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      deadLetterConfig: { arn: __name__ScheduleDlq.queueArn },
    },
  });
  new cloudwatch.Alarm(scope, '__Name__ScheduleDeadLettersAlarm', {
    metric: __name__ScheduleDlq.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
