#!/usr/bin/env node
import 'source-map-support/register';
import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';

const app = new cdk.App();
const stack = new cdk.Stack(app, 'Host');

export const fn = new lambda.Function(stack, 'Fn', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('lambda'),
});

// What fails three times comes here.
const resizeDeadLetters = new sqs.Queue(stack, 'ResizeDeadLetters', {
  encryption: sqs.QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: cdk.Duration.days(14),
});
const resizeQueue = new sqs.Queue(stack, 'ResizeQueue', {
  encryption: sqs.QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  visibilityTimeout: cdk.Duration.minutes(3),
  deadLetterQueue: { queue: resizeDeadLetters, maxReceiveCount: 3 },
});
fn.addEventSource(
  new sources.SqsEventSource(resizeQueue, { reportBatchItemFailures: true, batchSize: 10 }),
);

app.synth();
console.log(fn.node.id);
