import { Duration, Stack } from 'aws-cdk-lib';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const fn = new nodejs.NodejsFunction(this, 'Fn', {
      entry: 'lambda/index.ts',
      bundling: { format: OutputFormat.ESM },
    });
    fn.addEnvironment('STAGE', 'dev');

    // What fails three times comes here.
    const resizeDeadLetters = new sqs.Queue(this, 'ResizeDeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const resizeQueue = new sqs.Queue(this, 'ResizeQueue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: resizeDeadLetters, maxReceiveCount: 3 },
    });
    fn.addEventSource(
      new sources.SqsEventSource(resizeQueue, { reportBatchItemFailures: true, batchSize: 10 }),
    );
  }
}
