import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { eventSources } from '../support/event-source.ts';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the function may do what it does, and nothing else', () => {
  expect(permissions(template, '__Name__Process')).toEqual([
    's3:GetObjectVersion on __Name__Input.Arn/uploads/*',
    's3:ListBucket on __Name__Input.Arn',
    's3:PutObject on __Name__Output.Arn/processed/*',
    'sns:Publish on __Name__Notices',
  ]);
});

test('what is uploaded goes to the queue, and only that', () => {
  expect(properties(template, '__Name__Input')).toMatchObject({
    NotificationConfiguration: {
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Queue: '__Name__Queue.Arn',
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'uploads/' }] } },
        },
      ],
    },
  });
  const { DependsOn } = template.__Name__Input ?? {};
  expect([DependsOn].flat()).toContain('__Name__QueuePolicy');
});

test('only buckets of this account may send to the queue', () => {
  expect(properties(template, '__Name__QueuePolicy')).toMatchObject({
    Queues: ['__Name__Queue'],
    PolicyDocument: {
      Statement: [
        // The one that holds for every queue
        expect.anything(),
        {
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '__Name__Queue.Arn',
          Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
        },
      ],
    },
  });
});

test('the function polls the queue, and reports the messages that failed', () => {
  expect(eventSources(template, '__Name__Process')).toEqual({
    __Name__Queue: {
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    },
  });
});

test('a message is a dead letter after five tries', () => {
  expect(properties(template, '__Name__Queue')).toMatchObject({
    RedrivePolicy: {
      deadLetterTargetArn: '__Name__QueueDeadLetters.Arn',
      maxReceiveCount: 5,
    },
  });
});

test('the alarms name what to do', () => {
  const queueAgeAlarm = sectionOf(template, '__Name__QueueAgeAlarm');
  expect(queueAgeAlarm).toBe('__name-kebab__-behind');
  const letters = sectionOf(template, '__Name__QueueDeadLettersAlarm');
  expect(letters).toBe('__name-kebab__-dead-letters');
});
