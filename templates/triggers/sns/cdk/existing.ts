import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function, __resource__: sns.ITopic) {
  const __name__TopicDlq = new sqs.Queue(scope, '__Name__TopicQueueDeadLetters', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: cdk.Duration.days(14),
  });
  const __name__TopicQueue = new sqs.Queue(scope, '__Name__TopicQueue', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // Six times the function's timeout
    visibilityTimeout: cdk.Duration.seconds(180),
    deadLetterQueue: { queue: __name__TopicDlq, maxReceiveCount: 5 },
  });
  __resource__.addSubscription(
    new subscriptions.SqsSubscription(__name__TopicQueue, {
      rawMessageDelivery: true,
      deadLetterQueue: __name__TopicDlq,
    }),
  );
  __fn__.addEventSource(
    new sources.SqsEventSource(__name__TopicQueue, {
      batchSize: 10,
      maxConcurrency: 10,
      reportBatchItemFailures: true,
    }),
  );
  new cloudwatch.Alarm(scope, '__Name__TopicQueueDeadLettersAlarm', {
    metric: __name__TopicDlq.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
