import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { PrivateBucket } from './constructs/bucket.ts';
import { LambdaFunction } from './constructs/function.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { work } from './constructs/worker.ts';

/** Publishes the JSON files that are put into the bucket. Gives the function to watch. */
export function addPublisher(scope: Construct, topic: Topic): LambdaFunction {
  const timeout = Duration.seconds(30);
  const fn = new LambdaFunction(scope, 'Publish', {
    entry: 'src/__name-kebab__/publish.ts',
    timeout,
    environment: { TOPIC_ARN: topic.topicArn },
  });
  fn.allow(['sns:Publish'], topic.topicArn);

  const queue = new WorkQueue(scope, 'PublishQueue', {
    timeout,
    section: '__name-kebab__-dead-letters',
  });
  queue.alarmWhenBehind('__name-kebab__-behind');
  // Naming the bucket here would make the two depend on each other
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  work(fn, queue, { maxConcurrency: 5 });

  const bucket = new PrivateBucket(scope, 'Bucket');
  // S3 refuses a queue that it may not send to
  bucket.node.defaultChild?.node.addDependency(queue.node.findChild('Policy'));
  bucket.notify({
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        filter: { s3Key: { rules: [{ name: 'suffix', value: '.json' }] } },
        queue: queue.queueArn,
      },
    ],
  });
  bucket.allow(fn, ['s3:GetObjectVersion'], '*');
  new CfnOutput(scope, 'BucketName', { value: bucket.bucketName });
  return fn;
}
