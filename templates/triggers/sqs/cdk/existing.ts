import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export function add(_scope: Construct, __fn__: lambda.Function, __resource__: sqs.IQueue) {
  __fn__.addEventSource(
    new sources.SqsEventSource(__resource__, {
      batchSize: 10,
      maxConcurrency: 10,
      reportBatchItemFailures: true,
    }),
  );
}
