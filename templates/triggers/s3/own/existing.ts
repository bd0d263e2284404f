import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PrivateBucket } from './constructs/bucket.ts';
import type { LambdaFunction } from './constructs/function.ts';
import { WorkQueue } from './constructs/queue.ts';
import { work } from './constructs/worker.ts';

export function add(scope: Construct, __fn__: LambdaFunction, __resource__: PrivateBucket) {
  const queue = new WorkQueue(scope, '__Name__BucketQueue', {
    timeout: __fn__.timeout,
  });
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(scope).account } },
    }),
  );
  // S3 refuses a queue that it may not send to
  __resource__.node.addDependency(queue);
  __resource__.notify({
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
  work(__fn__, queue, { maxConcurrency: 10 });
}
