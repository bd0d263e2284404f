import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { work } from './constructs/worker.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__Topic = new sns.Topic(scope, '__Name__Topic', {
    enforceSSL: true,
  });
  const __name__TopicQueue = new WorkQueue(scope, '__Name__TopicQueue', {
    timeout: __fn__.timeout,
  });
  __name__Topic.addSubscription(
    new subscriptions.SqsSubscription(__name__TopicQueue, {
      rawMessageDelivery: true,
      deadLetterQueue: __name__TopicQueue.deadLetterQueue?.queue,
    }),
  );
  work(__fn__, __name__TopicQueue, { maxConcurrency: 10 });
}
