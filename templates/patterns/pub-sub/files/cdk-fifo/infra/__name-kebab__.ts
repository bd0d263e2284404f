import { Duration } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { addPublisher } from './__name-kebab__-publish.ts';
import { TopicAlarm } from './constructs/alarms.ts';
import { sumOf } from './constructs/errors.ts';
import { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';
import { Table } from './constructs/table.ts';
import { work } from './constructs/worker.ts';
import { WorkQueue } from './constructs/work-queue.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const fifo = true;
    const topic = new Topic(this, 'Topic', { enforceSSL: true, fifo });
    const table = new Table(this, 'Table', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'consumer', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
    });
    const watched = [addPublisher(this, topic)];

    const section = '__name-kebab__-dead-letters';
    const timeout = Duration.seconds(30);
    const consumer = (name: string, entry: string, types: string[]) => {
      const queue = new WorkQueue(this, `${name}Queue`, { timeout, section, fifo });
      queue.alarmWhenBehind('__name-kebab__-behind');
      const subscription = new SqsSubscription(queue, {
        rawMessageDelivery: true,
        filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: types }) },
        deadLetterQueue: new DeadLetterQueue(this, `${name}SubscriptionDeadLetters`, {
          section,
          fifo,
        }),
      });
      topic.addSubscription(subscription);

      const fn = new LambdaFunction(this, name, {
        entry: `src/__name-kebab__/${entry}.ts`,
        timeout,
        environment: { TABLE_NAME: table.tableName },
      });
      fn.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], table.tableArn);
      // A message that fails is alone in its batch: the later ones of its order wait, and are not tried
      work(fn, queue, { batchSize: 1, maxConcurrency: 5 });
      watched.push(fn);
    };
    consumer('__Consumer__', '__consumer-kebab__', ['order.placed', 'order.cancelled']);

    const errors = sumOf(watched.map((fn) => fn.metricErrors()));
    new TopicAlarm(this, 'ErrorsAlarm', errors, {
      section: '__name-kebab__-errors',
      lasting: true,
    });
  }
}
