import { Aws, Duration } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ServiceTopic, TopicAlarm } from './constructs/alarms.ts';

/** What the stack may cost in a month, and who hears of it. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The alarms' own topic takes nothing but alarms
    const topic = new ServiceTopic(this, 'Topic', 'budgets.amazonaws.com');
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

    const invocations = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Invocations',
      statistic: Stats.SUM,
      period: Duration.days(1),
    });
    new TopicAlarm(this, 'InvocationsAlarm', invocations, {
      section: 'budget-invocations',
      threshold: 1219000,
    });
  }
}
