import * as cdk from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function) {
  // What fails three times comes here.
  const __name__DeadLetters = new sqs.Queue(scope, '__Name__DeadLetters', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: cdk.Duration.days(14),
  });
  const __name__Queue = new sqs.Queue(scope, '__Name__Queue', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: cdk.Duration.minutes(3),
    deadLetterQueue: { queue: __name__DeadLetters, maxReceiveCount: 3 },
  });
  __fn__.addEventSource(
    new sources.SqsEventSource(__name__Queue, { reportBatchItemFailures: true, batchSize: 10 }),
  );
}
