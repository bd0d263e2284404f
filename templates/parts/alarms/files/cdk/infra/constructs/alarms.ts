import { Stack, Validations } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** A topic to which one service of the account publishes; `-c alarmEmail=…` subscribes a mailbox. */
export class ServiceTopic extends Topic {
  constructor(scope: Construct, id: string, service: string) {
    super(scope, id, { enforceSSL: true });
    const { stack } = this;
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    );

    const email: string | undefined = stack.node.tryGetContext('alarmEmail');
    if (email) {
      this.addSubscription(new EmailSubscription(email));
      Validations.of(this).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'A mailbox has no dead-letter queue.',
      });
    }
  }
}

/** Where every alarm of a stack goes. */
export class AlarmTopic extends ServiceTopic {
  static of(scope: Construct): AlarmTopic {
    const stack = Stack.of(scope);
    const topic = stack.node.tryFindChild('AlarmTopic') as AlarmTopic | undefined;
    return topic ?? new AlarmTopic(stack);
  }

  private constructor(stack: Stack) {
    super(stack, 'AlarmTopic', 'cloudwatch.amazonaws.com');
  }
}

interface TopicAlarmProps {
  /** Of docs/operations.md: what to do. */
  readonly section?: string;
  readonly threshold?: number;
  /** Only in two of three periods: neither one error nor one slow minute wakes anybody. */
  readonly lasting?: boolean;
}

/** Notifies the topic as soon as the metric counts one, unless the props say otherwise. */
export class TopicAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    metric: IMetric,
    { section, threshold = 1, lasting = false }: TopicAlarmProps = {},
  ) {
    super(scope, id, {
      metric,
      threshold,
      alarmDescription: section && `docs/operations.md#${section}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...(lasting ? { evaluationPeriods: 3, datapointsToAlarm: 2 } : { evaluationPeriods: 1 }),
    });
    this.addAlarmAction(new SnsAction(AlarmTopic.of(this)));
  }
}
