import { expect, test } from 'vitest';
import { loadAll, ofType, type Template } from '../support/template.ts';

interface Queue {
  MessageRetentionPeriod?: number;
  RedrivePolicy?: { deadLetterTargetArn: string };
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
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    },
  ]);
});

function statements(stack: Template, id: string): unknown[] {
  const policies = Object.values(ofType<Policy>(stack, 'AWS::SQS::QueuePolicy'));
  const own = policies.filter(({ Queues }) => Queues.includes(id));
  return own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}
