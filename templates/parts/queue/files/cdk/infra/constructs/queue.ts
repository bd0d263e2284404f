import { Duration, Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarms.ts';

/** Keeps for 14 days what nobody could handle; its first message raises an alarm. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props?: QueueProps) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...props,
    });

    const alarm = new Alarm(scope, `${id}Alarm`, {
      metric: this.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(AlarmTopic.of(this)));

    for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) {
      Validations.of(this).acknowledge({ id, reason: 'It is a dead-letter queue itself.' });
    }
  }
}

interface WorkQueueProps extends QueueProps {
  /** Of the function that works the queue. */
  readonly timeout: Duration;
  readonly maxReceiveCount?: number;
}

/** Hides a message for six times its function's timeout; after five tries, it is a dead letter. */
export class WorkQueue extends Queue {
  constructor(
    scope: Construct,
    id: string,
    { timeout, maxReceiveCount = 5, ...props }: WorkQueueProps,
  ) {
    const queue = new DeadLetterQueue(scope, `${id}DeadLetters`, { fifo: props.fifo });
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      deadLetterQueue: { queue, maxReceiveCount },
      ...props,
    });
  }
}
