import { Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  Alarm,
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

/** Alarms on the first of what the metric counts. */
export class CountAlarm extends Alarm {
  constructor(scope: Construct, id: string, metric: IMetric) {
    super(scope, id, {
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(AlarmTopic.of(this)));
  }
}

/** Alarms on the first error of any of these functions, or in what else is counted. */
export class ErrorsAlarm extends CountAlarm {
  constructor(scope: Construct, id: string, functions: IFunction[], others: IMetric[] = []) {
    const metrics = [...functions.map((fn) => fn.metricErrors()), ...others];
    const errors = new MathExpression({
      expression: 'SUM(METRICS())',
      label: 'Errors',
      usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
      period: Duration.minutes(5),
    });
    super(scope, id, errors);
  }
}
