import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as awsSqs from 'aws-cdk-lib/aws-sqs';

export type Queue = sqs.Queue;

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, sqs: string, props?: cdk.StackProps) {
    super(scope, id, props);

    void sqs;
    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });

    // What fails three times comes here.
    const resizeDeadLetters = new awsSqs.Queue(this, 'ResizeDeadLetters', {
      encryption: awsSqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: cdk.Duration.days(14),
    });
    const resizeQueue = new awsSqs.Queue(this, 'ResizeQueue', {
      encryption: awsSqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: cdk.Duration.minutes(3),
      deadLetterQueue: { queue: resizeDeadLetters, maxReceiveCount: 3 },
    });
    fn.addEventSource(
      new sources.SqsEventSource(resizeQueue, { reportBatchItemFailures: true, batchSize: 10 }),
    );
  }
}
