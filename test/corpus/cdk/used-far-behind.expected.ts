import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });

    const topic = new sns.Topic(this, 'Topic');
    if (props) {
      topic.grantPublish(fn);
    }

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

    new sns.Topic(this, 'Other');
  }
}
