import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the bucket sends what is uploaded to the queue, as soon as it may', () => {
  expect(properties(template, '__Name__Bucket')).toMatchObject({
    NotificationConfiguration: {
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Queue: '__Name__BucketQueue.Arn',
          Filter: {
            S3Key: {
              Rules: [{ Name: 'prefix', Value: 'uploads/' }],
            },
          },
        },
      ],
    },
  });
  const { DependsOn } = template.__Name__Bucket ?? {};
  expect([DependsOn].flat()).toContain('__Name__BucketQueuePolicy');
});
