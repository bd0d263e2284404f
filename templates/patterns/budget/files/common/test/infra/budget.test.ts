import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { load, ofType, properties } from '../support/template.ts';

const template = await load({ alarmEmail: '' });
const subscribed = await load({ alarmEmail: 'ops@example.com' });

const above = (Threshold: number, NotificationType: string) => ({
  Notification: {
    NotificationType,
    ComparisonOperator: 'GREATER_THAN',
    Threshold,
    ThresholdType: 'PERCENTAGE',
  },
  Subscribers: [{ SubscriptionType: 'SNS', Address: 'BudgetTopic' }],
});

test('the budget is of this stack, and notifies at 80 % spent and 100 % forecast', () => {
  expect(properties(template, 'BudgetMonthly')).toEqual({
    Budget: {
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 50, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['aws:cloudformation:stack-name$AWS::StackName'] },
    },
    NotificationsWithSubscribers: [above(80, 'ACTUAL'), above(100, 'FORECASTED')],
  });
});

test.each([template, subscribed])('the budget waits until it may publish', (stack) => {
  expect([stack.BudgetMonthly?.DependsOn].flat()).toEqual(['BudgetTopicPolicy']);
});

test('only budgets of this account may publish, and only over TLS', () => {
  expect(properties(template, 'BudgetTopicPolicy')).toMatchObject({
    Topics: ['BudgetTopic'],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Resource: 'BudgetTopic',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'budgets.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: 'BudgetTopic',
          Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
        },
      ],
    },
  });
});

test('a mailbox is subscribed when there is one', () => {
  const subscribersIn = (stack: typeof template) =>
    Object.values(ofType<{ TopicArn: string }>(stack, 'AWS::SNS::Subscription')).filter(
      ({ TopicArn }) => TopicArn === 'BudgetTopic',
    );
  expect(subscribersIn(template)).toEqual([]);
  expect(subscribersIn(subscribed)).toEqual([
    { Endpoint: 'ops@example.com', Protocol: 'email', TopicArn: 'BudgetTopic' },
  ]);
});

test('more invocations in a day than the budget pays for raise an alarm', () => {
  expect(properties(template, 'BudgetInvocationsAlarm')).toMatchObject({
    Namespace: 'AWS/Lambda',
    MetricName: 'Invocations',
    Statistic: 'Sum',
    Period: 86400,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: 1219000,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
  });
  expect(properties(template, 'BudgetInvocationsAlarm')).not.toHaveProperty('Dimensions');
  expect(sectionOf(template, 'BudgetInvocationsAlarm')).toBe('budget-invocations');
});
