import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function, __resource__: events.IEventBus) {
  const __name__RuleDlq = new sqs.Queue(scope, '__Name__RuleDeadLetters', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: cdk.Duration.days(14),
  });
  const __name__Rule = new events.Rule(scope, '__Name__Rule', {
    eventBus: __resource__,
    eventPattern: {
      source: ['my.app'],
    },
  });
  __name__Rule.addTarget(
    new targets.LambdaFunction(__fn__, {
      deadLetterQueue: __name__RuleDlq,
      retryAttempts: 3,
      maxEventAge: cdk.Duration.hours(1),
    }),
  );
  new cloudwatch.Alarm(scope, '__Name__RuleDeadLettersAlarm', {
    metric: __name__RuleDlq.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
