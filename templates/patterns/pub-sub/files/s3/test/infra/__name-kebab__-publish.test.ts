import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { eventSources } from '../support/event-source.ts';
import { permissions } from '../support/permissions.ts';
import { loadOutputs } from '../support/outputs.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const queue = '__Name__PublishQueue';

test('publish may read the objects, publish, and nothing else', () => {
  expect(permissions(template, '__Name__Publish')).toEqual([
    's3:GetObjectVersion on __Name__Bucket.Arn/*',
    'sns:Publish on __Name__Topic',
  ]);
  expect(properties(template, '__Name__Publish')).toMatchObject({
    Environment: { Variables: { TOPIC_ARN: '__Name__Topic' } },
    MemorySize: 512,
    Timeout: 30,
  });
});

test('the bucket tells the queue about each JSON file', () => {
  expect(properties(template, '__Name__Bucket')).toMatchObject({
    NotificationConfiguration: {
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Filter: { S3Key: { Rules: [{ Name: 'suffix', Value: '.json' }] } },
          Queue: `${queue}.Arn`,
        },
      ],
    },
  });
  // Or S3 refuses to notify a queue that does not take its messages yet
  const { DependsOn } = template.__Name__Bucket ?? {};
  expect([DependsOn].flat()).toContain(`${queue}Policy`);
});

test('the queue takes messages of S3 in this account, over TLS alone', () => {
  expect(properties(template, `${queue}Policy`)).toMatchObject({
    Queues: [queue],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: `${queue}.Arn`,
          Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
        },
      ],
    },
  });
});

test('the queue gives up after five tries', async () => {
  expect(properties(template, queue)).toMatchObject({
    RedrivePolicy: { deadLetterTargetArn: `${queue}DeadLetters.Arn`, maxReceiveCount: 5 },
    VisibilityTimeout: 6 * 30,
  });
  expect(eventSources(template, '__Name__Publish')).toEqual({
    [queue]: {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    },
  });
  expect(sectionOf(template, `${queue}AgeAlarm`)).toBe('__name-kebab__-behind');
  const deadLettersAlarm = sectionOf(template, `${queue}DeadLettersAlarm`);
  expect(deadLettersAlarm).toBe('__name-kebab__-dead-letters');
  expect(await loadOutputs()).toMatchObject({
    __Name__BucketName: '__Name__Bucket',
  });
});
