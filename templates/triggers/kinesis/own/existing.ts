import * as cdk from 'aws-cdk-lib';
import type * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';

export function add(scope: Construct, __fn__: LambdaFunction, __resource__: kinesis.IStream) {
  const __name__StreamDeadLetters = new DeadLetterQueue(scope, '__Name__StreamDeadLetters');
  __fn__.allow(['sqs:SendMessage'], __name__StreamDeadLetters.queueArn);
  __fn__.live.addEventSource(
    new sources.KinesisEventSource(__resource__, {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      retryAttempts: 5,
      maxRecordAge: cdk.Duration.hours(6),
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: __name__StreamDeadLetters.queueArn }) },
    }),
  );
}
