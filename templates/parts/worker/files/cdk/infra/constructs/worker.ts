import { Validations } from 'aws-cdk-lib';
import type { EventSourceMappingOptions } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { LambdaFunction } from './function.ts';

/** Lets the function poll the queue, ten messages at a time; only the failed ones return to it. */
export function work(fn: LambdaFunction, queue: IQueue, options?: EventSourceMappingOptions): void {
  fn.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queue.queueArn);
  const mapping = fn.live.addEventSourceMapping(`${queue.node.id}Messages`, {
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    reportBatchItemFailures: true,
    ...options,
  });
  Validations.of(mapping).acknowledge({
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'The queue itself passes dead letters on.',
  });
}
