import { Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** Where every alarm of a stack goes: `-c alarmEmail=…` subscribes a mailbox. */
export class AlarmTopic extends Topic {
  static of(scope: Construct): AlarmTopic {
    const stack = Stack.of(scope);
    const topic = stack.node.tryFindChild('AlarmTopic') as AlarmTopic | undefined;
    return topic ?? new AlarmTopic(stack);
  }

  private constructor(stack: Stack) {
    super(stack, 'AlarmTopic', { enforceSSL: true });
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
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

/** Alarms through the topic; `section` is where docs/operations.md says what to do. */
class TopicAlarm extends Alarm {
  constructor(scope: Construct, id: string, section: string | undefined, props: AlarmProps) {
    super(scope, id, {
      alarmDescription: section && `docs/operations.md#${section}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
    this.addAlarmAction(new SnsAction(AlarmTopic.of(this)));
  }
}

/** Alarms on the first of what the metric counts. */
export class CountAlarm extends TopicAlarm {
  constructor(scope: Construct, id: string, metric: IMetric, section?: string) {
    super(scope, id, section, { metric, threshold: 1, evaluationPeriods: 1 });
  }
}

/** Alarms in two of three periods: neither one error nor one slow minute wakes anybody. */
export class LastingAlarm extends TopicAlarm {
  constructor(
    scope: Construct,
    id: string,
    metric: IMetric,
    { section, threshold = 1 }: { section?: string; threshold?: number },
  ) {
    super(scope, id, section, { metric, threshold, evaluationPeriods: 3, datapointsToAlarm: 2 });
  }
}

const sumOf = (metrics: IMetric[]) =>
  new MathExpression({
    expression: 'SUM(METRICS())',
    label: 'Errors',
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    period: Duration.minutes(5),
  });

/** Alarms on the first error of any of these functions, or in what else is counted. */
export class ErrorsAlarm extends CountAlarm {
  constructor(
    scope: Construct,
    id: string,
    functions: IFunction[],
    others: IMetric[] = [],
    section?: string,
  ) {
    super(scope, id, sumOf([...functions.map((fn) => fn.metricErrors()), ...others]), section);
  }
}

/** Alarms on errors of these functions that last: what they work is tried again by itself. */
export class WorkersAlarm extends LastingAlarm {
  constructor(scope: Construct, id: string, functions: IFunction[], section: string) {
    super(scope, id, sumOf(functions.map((fn) => fn.metricErrors())), { section });
  }
}
