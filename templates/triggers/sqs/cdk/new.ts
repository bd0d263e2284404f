import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function) {
  const __name__QueueDeadLetters = new sqs.Queue(scope, '__Name__QueueDeadLetters', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: cdk.Duration.days(14),
  });
  const __name__Queue = new sqs.Queue(scope, '__Name__Queue', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // Six times the function's timeout
    visibilityTimeout: cdk.Duration.seconds(180),
    deadLetterQueue: { queue: __name__QueueDeadLetters, maxReceiveCount: 5 },
  });
  __fn__.addEventSource(
    new sources.SqsEventSource(__name__Queue, {
      batchSize: 10,
      maxConcurrency: 10,
      reportBatchItemFailures: true,
    }),
  );
  new cloudwatch.Alarm(scope, '__Name__QueueDeadLettersAlarm', {
    metric: __name__QueueDeadLetters.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
