import { PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { placed } from './fixtures.ts';
import { published, snsMock } from './sns-mock.ts';
import { publish } from '../../src/__name-kebab__/topic.ts';

test('keeps the events of an order in sequence, and drops the second of one id', async () => {
  snsMock.on(PublishCommand).resolves({});

  await publish(placed, 'id', 'correlation');

  expect(published()).toMatchObject([
    { MessageGroupId: 'order-4711', MessageDeduplicationId: 'id' },
  ]);
});
