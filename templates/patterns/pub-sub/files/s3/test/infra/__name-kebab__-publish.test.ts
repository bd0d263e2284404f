import { expect, test } from 'vitest';
import { eventSources } from '../support/event-source.ts';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const queue = '__Name__PublishQueue';
const deadLetters = `${queue}DeadLetters`;

test('publish may read the objects, publish, and nothing else', () => {
  expect(permissions(template, '__Name__Publish')).toEqual([
    's3:GetObjectVersion on __Name__Bucket.Arn/*',
    'sns:Publish on __Name__Topic',
  ]);
  expect(properties(template, '__Name__Publish')).toMatchObject({
    Environment: { Variables: { TOPIC_ARN: '__Name__Topic' } },
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

test('the bucket is private, encrypted, versioned and kept', () => {
  expect(template.__Name__Bucket).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      LoggingConfiguration: { DestinationBucketName: 'AccessLogs' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    },
  });
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

test('the queue outlasts a run, and gives up after five', () => {
  expect(properties(template, queue)).toMatchObject({
    RedrivePolicy: { deadLetterTargetArn: `${deadLetters}.Arn`, maxReceiveCount: 5 },
    SqsManagedSseEnabled: true,
    VisibilityTimeout: 6 * 30,
  });
  expect(properties(template, deadLetters)).toMatchObject({
    MessageRetentionPeriod: 14 * 24 * 60 * 60,
    SqsManagedSseEnabled: true,
  });
  expect(properties(template, `${deadLetters}Alarm`)).toMatchObject({
    Dimensions: [{ Name: 'QueueName', Value: `${deadLetters}.QueueName` }],
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Threshold: 1,
  });
  expect(eventSources(template, '__Name__Publish')).toEqual({
    [queue]: {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    },
  });
});
