import cdk = require('aws-cdk-lib');
import lambda = require('aws-cdk-lib/aws-lambda');
import sources = require('aws-cdk-lib/aws-lambda-event-sources');
import sqs = require('aws-cdk-lib/aws-sqs');
import { Construct } from 'constructs';
import path = require('path');

export const here = path.join('a');

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });

    // What fails three times comes here.
    const resizeDeadLetters = new sqs.Queue(this, 'ResizeDeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: cdk.Duration.days(14),
    });
    const resizeQueue = new sqs.Queue(this, 'ResizeQueue', {
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
