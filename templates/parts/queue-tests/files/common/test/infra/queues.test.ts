import { expect, test } from 'vitest';
import { every, ofType, properties } from '../support/template.ts';

interface Queue {
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
  VisibilityTimeout?: number;
}

interface Mapping {
  EventSourceArn: string;
  FunctionName: string;
}

const queues = await every<Queue>('AWS::SQS::Queue');
const targets = queues.map(([, , { RedrivePolicy }]) => RedrivePolicy?.deadLetterTargetArn);
const deadLetters = queues.filter(
  ([, id, { RedrivePolicy }]) => !RedrivePolicy || targets.includes(`${id}.Arn`),
);

const alarmOn = (id: string) => ({
  Namespace: 'AWS/SQS',
  Dimensions: [{ Name: 'QueueName', Value: `${id}.QueueName` }],
  Period: 300,
  Statistic: 'Maximum',
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
});

test.each(queues)('%s: %s is encrypted, and open to TLS only', (_, id, queue, stack) => {
  expect(queue).toMatchObject({ SqsManagedSseEnabled: true });
  expect(stack[id]).not.toMatchObject({ DeletionPolicy: 'Retain' });
  expect(stack[id]).not.toMatchObject({ UpdateReplacePolicy: 'Retain' });
  const denied = {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sqs:*',
    Resource: `${id}.Arn`,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const PolicyDocument = expect.objectContaining({ Statement: expect.arrayContaining([denied]) });
  const policies = Object.values(ofType(stack, 'AWS::SQS::QueuePolicy'));
  expect(policies).toContainEqual({ PolicyDocument, Queues: [id] });
});

test.each(deadLetters)('%s: %s keeps for 14 days, and raises an alarm', (_, id, queue, stack) => {
  expect(queue).toMatchObject({ MessageRetentionPeriod: 1_209_600 });
  const alarm = {
    ...alarmOn(id),
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Threshold: 1,
    EvaluationPeriods: 1,
  };
  const alarms = Object.values(ofType(stack, 'AWS::CloudWatch::Alarm'));
  const own = alarms.filter((each) => JSON.stringify(each).includes(`"${id}.QueueName"`));
  expect(own).toEqual([expect.objectContaining(alarm)]);
});

const worked = (await every<Mapping>('AWS::Lambda::EventSourceMapping')).flatMap(
  ([name, , { EventSourceArn, FunctionName }, stack]) => {
    const id = EventSourceArn.replace(/\.Arn$/, '');
    const queue = ofType<Queue>(stack, 'AWS::SQS::Queue')[id];
    return queue ? [[name, id, queue, stack, FunctionName] as const] : [];
  },
);

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
    ...alarmOn(id),
    MetricName: 'ApproximateAgeOfOldestMessage',
    // As long as all tries of a message take
    Threshold: (RedrivePolicy?.maxReceiveCount ?? 0) * VisibilityTimeout,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
  });
});
