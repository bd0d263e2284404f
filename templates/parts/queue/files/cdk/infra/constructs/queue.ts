import { Duration, Validations } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { TopicAlarm } from './alarms.ts';

export interface DeadLetterQueueProps extends QueueProps {
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
    new TopicAlarm(scope, `${id}Alarm`, messages, { section });

    for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) {
      Validations.of(this).acknowledge({ id, reason: 'It is a dead-letter queue itself.' });
    }
  }
}
