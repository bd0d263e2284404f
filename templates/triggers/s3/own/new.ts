import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { PrivateBucket } from './constructs/bucket.ts';
import type { LambdaFunction } from './constructs/function.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { work } from './constructs/worker.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__Bucket = new PrivateBucket(scope, '__Name__Bucket');
  const __name__BucketQueue = new WorkQueue(scope, '__Name__BucketQueue', {
    timeout: __fn__.timeout,
  });
  __name__BucketQueue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [__name__BucketQueue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(scope).account } },
    }),
  );
  // S3 refuses a queue that it may not send to
  __name__Bucket.node.addDependency(__name__BucketQueue);
  __name__Bucket.notify({
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        queue: __name__BucketQueue.queueArn,
        filter: {
          s3Key: {
            rules: [{ name: 'prefix', value: 'uploads/' }],
          },
        },
      },
    ],
  });
  work(__fn__, __name__BucketQueue, { maxConcurrency: 10 });
  new cdk.CfnOutput(scope, '__Name__BucketName', {
    value: __name__Bucket.bucketName,
  });
}
