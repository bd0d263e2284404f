import { Duration, Validations } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { CountAlarm, LastingAlarm } from './alarms.ts';

interface DeadLetterQueueProps extends QueueProps {
  /** Of docs/operations.md: what to do about a dead letter. */
  readonly section?: string;
}

/** Keeps for 14 days what nobody could handle; its first message raises an alarm. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { section, ...props }: DeadLetterQueueProps = {}) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...props,
    });
    const messages = this.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM });
    new CountAlarm(scope, `${id}Alarm`, messages, section);

    for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) {
      Validations.of(this).acknowledge({ id, reason: 'It is a dead-letter queue itself.' });
    }
  }
}

interface WorkQueueProps extends DeadLetterQueueProps {
  /** Of the function that polls the queue. */
  readonly timeout: Duration;
  readonly maxReceiveCount?: number;
}

/** Hides a message for six times its function's timeout; after five tries, it is a dead letter. */
export class WorkQueue extends Queue {
  private readonly secondsOfTries: number;

  constructor(
    scope: Construct,
    id: string,
    { timeout, maxReceiveCount = 5, section, ...props }: WorkQueueProps,
  ) {
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
    new LastingAlarm(scope, `${this.node.id}AgeAlarm`, age, { section, threshold });
  }
}
