import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { TopicAlarm } from './alarms.ts';
import { DeadLetterQueue, type DeadLetterQueueProps } from './queue.ts';

interface WorkQueueProps extends DeadLetterQueueProps {
  /** Of the function that polls the queue. */
  readonly timeout: Duration;
}

const maxReceiveCount = 5;

/** Hides a message for six times its function's timeout; after five tries, it is a dead letter. */
export class WorkQueue extends Queue {
  private readonly secondsOfTries: number;

  constructor(scope: Construct, id: string, { timeout, section, ...props }: WorkQueueProps) {
    const queue = new DeadLetterQueue(scope, `${id}DeadLetters`, { fifo: props.fifo, section });
    const visibility = 6 * timeout.toSeconds();
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibility),
      deadLetterQueue: { queue, maxReceiveCount },
      ...props,
    });
    this.secondsOfTries = maxReceiveCount * visibility;
  }

  /** Alarms when a message is there for longer than all its tries take: its function is behind. */
  alarmWhenBehind(section: string): void {
    const age = this.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM });
    const threshold = this.secondsOfTries;
    // Not within the queue, or what waits for the queue waits for its alarm
    const scope = this.node.scope as Construct;
    new TopicAlarm(scope, `${this.node.id}AgeAlarm`, age, { section, threshold, lasting: true });
  }
}
