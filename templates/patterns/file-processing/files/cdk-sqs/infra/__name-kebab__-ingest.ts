import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PrivateBucket } from './constructs/bucket.ts';
import type { LambdaFunction } from './constructs/function.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { work } from './constructs/worker.ts';

/** Lets the function poll a queue of the bucket's uploads. */
export function ingest(scope: Construct, input: PrivateBucket, fn: LambdaFunction): void {
  const queue = new WorkQueue(scope, 'Queue', {
    timeout: fn.timeout,
    section: '__name-kebab__-dead-letters',
  });
  queue.alarmWhenBehind('__name-kebab__-behind');
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );

  // S3 refuses a queue that it may not send to
  input.node.defaultChild?.node.addDependency(queue.node.findChild('Policy'));
  input.notify({
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        queue: queue.queueArn,
        filter: {
          s3Key: {
            rules: [{ name: 'prefix', value: 'uploads/' }],
          },
        },
      },
    ],
  });

  // One file, with all retries of S3 and SNS, is what fits into the timeout
  work(fn, queue, { batchSize: 1, maxConcurrency: 10 });
}
