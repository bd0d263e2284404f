import {
  App,
  CfnOutput,
  CfnParameter,
  RemovalPolicy,
  Stack,
  StackProps,
  Tags as TagsOf,
  Duration,
} from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    void [App, CfnOutput, CfnParameter, RemovalPolicy, TagsOf];
    const fn = new Function(this, 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('lambda'),
    });
    // What fails three times comes here.
    const resizeDeadLetters = new Queue(this, 'ResizeDeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const resizeQueue = new Queue(this, 'ResizeQueue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: resizeDeadLetters, maxReceiveCount: 3 },
    });
    fn.addEventSource(
      new SqsEventSource(resizeQueue, { reportBatchItemFailures: true, batchSize: 10 }),
    );
  }
}
