import { expect, test } from 'vitest';
import { consumers } from '../__name-kebab__/consumers.ts';
import { permissions } from '../support/permissions.ts';
import { load, ofType, properties } from '../support/template.ts';

interface Alarm {
  Metrics: { MetricStat?: { Metric: { Namespace: string } } }[];
}

const template = await load();
const workers = Object.keys(consumers);

const tlsOnly = (queue: string) => ({
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sqs:*',
  Resource: `${queue}.Arn`,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const fromTopic = (queue: string) => ({
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: `${queue}.Arn`,
  Condition: { ArnEquals: { 'aws:SourceArn': '__Name__Topic' } },
});

const statementsOf = (queue: string) =>
  properties<{ PolicyDocument: { Statement: unknown[] } }>(template, `${queue}Policy`)
    .PolicyDocument.Statement;

const subscriptionTo = (queue: string) => {
  const all = Object.values(ofType<{ Endpoint: string }>(template, 'AWS::SNS::Subscription'));
  return all.filter(({ Endpoint }) => Endpoint === `${queue}.Arn`);
};

test('the topic takes messages over TLS alone', () => {
  expect(properties(template, '__Name__TopicPolicy')).toMatchObject({
    Topics: ['__Name__Topic'],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Resource: '__Name__Topic',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
});

test.each(workers)('%s may keep what it knows, work its queue, and nothing else', (id) => {
  expect(permissions(template, id)).toEqual([
    'dynamodb:GetItem on __Name__Table.Arn',
    'dynamodb:PutItem on __Name__Table.Arn',
  ]);
  expect(properties(template, id)).toMatchObject({
    Environment: { Variables: { TABLE_NAME: '__Name__Table' } },
    Timeout: 30,
  });
});

test.each(workers)('%s gets the messages of its types, as they were published', (id) => {
  expect(subscriptionTo(`${id}Queue`)).toEqual([
    {
      Endpoint: `${id}Queue.Arn`,
      FilterPolicy: { type: ['order.placed', 'order.cancelled'] },
      Protocol: 'sqs',
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: `${id}SubscriptionDeadLetters.Arn` },
      TopicArn: '__Name__Topic',
    },
  ]);
  for (const queue of [`${id}Queue`, `${id}SubscriptionDeadLetters`]) {
    expect(statementsOf(queue)).toEqual([tlsOnly(queue), fromTopic(queue)]);
  }
});

test.each(workers)('the queue of %s outlasts a run, and gives up after five', (id) => {
  expect(properties(template, `${id}Queue`)).toMatchObject({
    RedrivePolicy: { deadLetterTargetArn: `${id}QueueDeadLetters.Arn`, maxReceiveCount: 5 },
    SqsManagedSseEnabled: true,
    VisibilityTimeout: 6 * 30,
  });
  expect(statementsOf(`${id}QueueDeadLetters`)).toEqual([tlsOnly(`${id}QueueDeadLetters`)]);
});

const deadLetters = workers.flatMap((id) => [
  `${id}QueueDeadLetters`,
  `${id}SubscriptionDeadLetters`,
]);

test.each(deadLetters)('%s keeps messages for 14 days, and the first raises an alarm', (id) => {
  expect(properties(template, id)).toMatchObject({
    MessageRetentionPeriod: 14 * 24 * 60 * 60,
    SqsManagedSseEnabled: true,
  });
  expect(properties(template, `${id}Alarm`)).toMatchObject({
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Dimensions: [{ Name: 'QueueName', Value: `${id}.QueueName` }],
    EvaluationPeriods: 1,
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Namespace: 'AWS/SQS',
    Period: 300,
    Statistic: 'Maximum',
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('the table is encrypted, backed up and kept, and forgets', () => {
  expect(template.__Name__Table).toMatchObject({
    Type: 'AWS::DynamoDB::GlobalTable',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'orderId', KeyType: 'HASH' },
        { AttributeName: 'consumer', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    },
  });
});

test.each([
  ['dev', false],
  ['prod', true],
])('in %s the table is protected from deletion: %s', async (stage, isProtected) => {
  expect(properties(await load({ stage }), '__Name__Table')).toMatchObject({
    Replicas: [{ DeletionProtectionEnabled: isProtected }],
  });
});

test('the first error of any function raises the alarm', () => {
  const errorsOf = (id: string) => ({
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: id }],
      },
      Period: 300,
      Stat: 'Sum',
    },
    ReturnData: false,
  });
  const alarm = properties<Alarm>(template, '__Name__ErrorsAlarm');
  expect(alarm).toMatchObject({
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Metrics: expect.arrayContaining([expect.objectContaining({ Expression: 'SUM(METRICS())' })]),
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
  const counted = alarm.Metrics.filter(
    ({ MetricStat }) => MetricStat?.Metric.Namespace === 'AWS/Lambda',
  );
  expect(counted).toMatchObject(['__Name__Publish', ...workers].map(errorsOf));
});
