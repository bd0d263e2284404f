import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new sns.Topic(this, 'ResizeQueue');
    new sns.Topic(this, 'ResizeDeadLetters');
    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });
    // What fails three times comes here.
    const resizeDeadLetters = new sqs.Queue(this, 'ResizeDeadLetters2', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: cdk.Duration.days(14),
    });
    const resizeQueue = new sqs.Queue(this, 'ResizeQueue2', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: cdk.Duration.minutes(3),
      deadLetterQueue: { queue: resizeDeadLetters, maxReceiveCount: 3 },
    });
    fn.addEventSource(
      new sources.SqsEventSource(resizeQueue, { reportBatchItemFailures: true, batchSize: 10 }),
    );
  }
}
