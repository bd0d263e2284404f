import { expect, test } from 'vitest';
import { loadAll, ofType, properties, type Template } from '../support/template.ts';

interface Queue {
  MessageRetentionPeriod?: number;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
  VisibilityTimeout?: number;
}

interface Mapping {
  EventSourceArn: string;
  FunctionName: string;
}

interface Policy {
  PolicyDocument: { Statement: unknown[] };
  Queues: string[];
}

interface Alarm {
  Dimensions?: { Value: string }[];
}

const stacks = Object.entries(await loadAll());
const queues = stacks.flatMap(([name, stack]) =>
  Object.entries(ofType<Queue>(stack, 'AWS::SQS::Queue')).map(
    ([id, queue]) => [name, id, queue, stack] as const,
  ),
);
const targets = queues.map(([, , { RedrivePolicy }]) => RedrivePolicy?.deadLetterTargetArn);
const deadLetters = queues.filter(
  ([, id, { RedrivePolicy }]) => !RedrivePolicy || targets.includes(`${id}.Arn`),
);

test.each(queues)('%s: %s is encrypted, and open to TLS only', (_, id, queue, stack) => {
  expect(queue).toMatchObject({ SqsManagedSseEnabled: true });
  expect(stack[id]).not.toMatchObject({ DeletionPolicy: 'Retain' });
  expect(stack[id]).not.toMatchObject({ UpdateReplacePolicy: 'Retain' });
  expect(statements(stack, id)).toContainEqual({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sqs:*',
    Resource: `${id}.Arn`,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
});

test.each(deadLetters)('%s: %s keeps for 14 days, and raises an alarm', (_, id, queue, stack) => {
  expect(queue).toMatchObject({ MessageRetentionPeriod: 1_209_600 });
  const alarms = Object.values(ofType<Alarm>(stack, 'AWS::CloudWatch::Alarm'));
  const own = alarms.filter(({ Dimensions }) => Dimensions?.[0]?.Value === `${id}.QueueName`);
  expect(own).toMatchObject([
    {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName' }],
      Period: 300,
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    },
  ]);
});

const worked = queues.flatMap(([name, id, queue, stack]) => {
  const mappings = Object.values(ofType<Mapping>(stack, 'AWS::Lambda::EventSourceMapping'));
  const mapping = mappings.find(({ EventSourceArn }) => EventSourceArn === `${id}.Arn`);
  const fn = mapping?.FunctionName.replace(/\.Alias$/, '');
  return fn ? [[name, id, queue, stack, fn] as const] : [];
});

test.each(worked)(
  '%s: %s hides a message for six runs, and gives up',
  (_, __, queue, stack, fn) => {
    const { Timeout } = properties<{ Timeout: number }>(stack, fn);
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout);
    expect(queue.RedrivePolicy?.maxReceiveCount).toBeGreaterThan(1);
    expect(queues.map(([, id]) => `${id}.Arn`)).toContain(queue.RedrivePolicy?.deadLetterTargetArn);
  },
);

const watched = worked.filter(([, id, , stack]) => stack[`${id}AgeAlarm`]);

test.each(watched)('%s: %s raises an alarm when its function is behind', (_, id, queue, stack) => {
  const { RedrivePolicy, VisibilityTimeout = 0 } = queue;
  expect(properties(stack, `${id}AgeAlarm`)).toMatchObject({
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    Dimensions: [{ Name: 'QueueName', Value: `${id}.QueueName` }],
    Statistic: 'Maximum',
    Period: 300,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    // As long as all tries of a message take
    Threshold: (RedrivePolicy?.maxReceiveCount ?? 0) * VisibilityTimeout,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'notBreaching',
  });
});

function statements(stack: Template, id: string): unknown[] {
  const policies = Object.values(ofType<Policy>(stack, 'AWS::SQS::QueuePolicy'));
  const own = policies.filter(({ Queues }) => Queues.includes(id));
  return own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}
