import { expect, test } from 'vitest';
import { consumers } from '../__name-kebab__/consumers.ts';
import { sectionOf } from '../support/alarms.ts';
import { alarming, counted } from '../support/metrics.ts';
import { permissions } from '../support/permissions.ts';
import { load, ofType, properties } from '../support/template.ts';

const template = await load();
const workers = Object.keys(consumers);

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
    MemorySize: 512,
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
  // Or what is published before the queue takes messages is lost
  const waiting = Object.values(template).filter(({ DependsOn }) =>
    [DependsOn].flat().includes(`${id}QueuePolicy`),
  );
  expect(waiting).toContainEqual(expect.objectContaining({ Type: 'AWS::SNS::Subscription' }));
  for (const queue of [`${id}Queue`, `${id}SubscriptionDeadLetters`]) {
    // The other one holds for every queue
    expect(statementsOf(queue)).toEqual([expect.anything(), fromTopic(queue)]);
  }
});

test.each(workers)('the queue of %s gives up after five tries', (id) => {
  expect(properties(template, `${id}Queue`)).toMatchObject({
    RedrivePolicy: { deadLetterTargetArn: `${id}QueueDeadLetters.Arn`, maxReceiveCount: 5 },
    VisibilityTimeout: 6 * 30,
  });
  expect(sectionOf(template, `${id}QueueAgeAlarm`)).toBe('__name-kebab__-behind');
  for (const queue of ['Queue', 'Subscription']) {
    const alarm = `${id}${queue}DeadLettersAlarm`;
    expect(sectionOf(template, alarm)).toBe('__name-kebab__-dead-letters');
  }
});

test('the table keeps what each consumer knows of an order, and forgets', () => {
  expect(properties(template, '__Name__Table')).toMatchObject({
    KeySchema: [
      { AttributeName: 'orderId', KeyType: 'HASH' },
      { AttributeName: 'consumer', KeyType: 'RANGE' },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  });
});

test('errors of any function raise the alarm when they last', () => {
  const functions = ['__Name__Publish', ...workers];
  const errorsOf = (id: string) => counted('AWS/Lambda', 'Errors', 'FunctionName', id);
  const alarm = '__Name__ErrorsAlarm';
  expect(properties(template, alarm)).toMatchObject({
    ...alarming({ lasting: true }),
    Metrics: [{ Expression: 'SUM(METRICS())' }, ...functions.map(errorsOf)],
  });
  expect(sectionOf(template, alarm)).toBe('__name-kebab__-errors');
});
