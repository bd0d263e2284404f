import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';
import { Table } from './constructs/table.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__Table = new Table(scope, '__Name__Table', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
  });
  const __name__TableDeadLetters = new DeadLetterQueue(scope, '__Name__TableDeadLetters');
  __fn__.allow(['sqs:SendMessage'], __name__TableDeadLetters.queueArn);
  __fn__.live.addEventSource(
    new sources.DynamoEventSource(__name__Table, {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      retryAttempts: 5,
      maxRecordAge: cdk.Duration.hours(6),
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: __name__TableDeadLetters.queueArn }) },
    }),
  );
}
