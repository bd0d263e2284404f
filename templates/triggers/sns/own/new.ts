import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { WorkQueue } from './constructs/queue.ts';
import { work } from './constructs/worker.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const topic = new sns.Topic(scope, '__Name__Topic', {
    enforceSSL: true,
  });
  const queue = new WorkQueue(scope, '__Name__TopicQueue', {
    timeout: __fn__.timeout,
  });
  topic.addSubscription(
    new subscriptions.SqsSubscription(queue, {
      rawMessageDelivery: true,
      deadLetterQueue: queue.deadLetterQueue?.queue,
    }),
  );
  work(__fn__, queue, { maxConcurrency: 10 });
}
