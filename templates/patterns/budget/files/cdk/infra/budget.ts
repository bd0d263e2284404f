import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarms.ts';

/** What the stack may cost in a month, and who hears of it. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const topic = this.topic();
    const subscribers = [{ subscriptionType: 'SNS', address: topic.topicArn }];
    const above = (threshold: number, notificationType: string) => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers,
    });
    const monthly = new CfnBudget(this, 'Monthly', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: 50, unit: 'USD' },
        // CloudFormation tags all that it makes; the tag has to be activated for cost allocation
        costFilters: { TagKeyValue: [`aws:cloudformation:stack-name$${Aws.STACK_NAME}`] },
      },
      notificationsWithSubscribers: [above(80, 'ACTUAL'), above(100, 'FORECASTED')],
    });
    monthly.node.addDependency(topic.node.findChild('Policy'));

    const alarm = new Alarm(this, 'InvocationsAlarm', {
      alarmDescription: 'docs/operations.md#budget-invocations',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Invocations',
        statistic: Stats.SUM,
        period: Duration.days(1),
      }),
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 1219000,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(AlarmTopic.of(this)));
  }

  /** The alarms' own topic takes nothing but alarms. */
  private topic(): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    const email: string | undefined = this.node.tryGetContext('alarmEmail');
    if (email) {
      topic.addSubscription(new EmailSubscription(email));
      Validations.of(topic).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'A mailbox has no dead-letter queue.',
      });
    }
    return topic;
  }
}
