import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue as SqsQueue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

class Queue {
  readonly resizeQueue = 1;
}
const resizeQueue = new Queue();

export class Host extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    void resizeQueue;
    const fn = new Function(this, 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('lambda'),
    });
    // What fails three times comes here.
    const resizeDeadLetters = new SqsQueue(this, 'ResizeDeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const resizeQueue2 = new SqsQueue(this, 'ResizeQueue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: resizeDeadLetters, maxReceiveCount: 3 },
    });
    fn.addEventSource(
      new SqsEventSource(resizeQueue2, { reportBatchItemFailures: true, batchSize: 10 }),
    );
  }
}
