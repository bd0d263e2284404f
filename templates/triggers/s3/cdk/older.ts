import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function) {
  const __name__Bucket = new s3.Bucket(scope, '__Name__Bucket', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: cdk.Duration.days(7),
        noncurrentVersionExpiration: cdk.Duration.days(30),
      },
    ],
  });
  const __name__BucketDlq = new sqs.Queue(scope, '__Name__BucketQueueDeadLetters', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: cdk.Duration.days(14),
  });
  const __name__BucketQueue = new sqs.Queue(scope, '__Name__BucketQueue', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // Six times the function's timeout
    visibilityTimeout: cdk.Duration.seconds(180),
    deadLetterQueue: { queue: __name__BucketDlq, maxReceiveCount: 5 },
  });
  __name__BucketQueue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [__name__BucketQueue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(scope).account } },
    }),
  );
  // S3 refuses a queue that it may not send to
  __name__Bucket.node.addDependency(__name__BucketQueue);
  // The CDK would do this by a function of Python 3.11, which Lambda no longer creates
  const __name__CfnBucket = __name__Bucket.node.defaultChild as s3.CfnBucket;
  __name__CfnBucket.notificationConfiguration = {
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        queue: __name__BucketQueue.queueArn,
        filter: {
          s3Key: {
            rules: [{ name: 'prefix', value: 'uploads/' }],
          },
        },
      },
    ],
  };
  __fn__.addEventSource(
    new sources.SqsEventSource(__name__BucketQueue, {
      batchSize: 10,
      maxConcurrency: 10,
      reportBatchItemFailures: true,
    }),
  );
  new cloudwatch.Alarm(scope, '__Name__BucketQueueDeadLettersAlarm', {
    metric: __name__BucketDlq.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  new cdk.CfnOutput(scope, '__Name__BucketName', { value: __name__Bucket.bucketName });
}
