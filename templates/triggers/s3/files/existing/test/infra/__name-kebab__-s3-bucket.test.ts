import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

interface Bucket {
  NotificationConfiguration: { QueueConfigurations: object[] };
}

const template = await load();

test('the bucket sends what is uploaded to the queue, as soon as it may', () => {
  const { NotificationConfiguration } = properties<Bucket>(template, '__Resource__');
  expect(NotificationConfiguration.QueueConfigurations).toContainEqual({
    Event: 's3:ObjectCreated:*',
    Queue: '__Name__BucketQueue.Arn',
    Filter: {
      S3Key: {
        Rules: [{ Name: 'prefix', Value: 'uploads/' }],
      },
    },
  });
  const { DependsOn } = template.__Resource__ ?? {};
  expect([DependsOn].flat()).toContain('__Name__BucketQueuePolicy');
});
