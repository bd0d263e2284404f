import { expect, test } from 'vitest';
import { consumers } from '../__name-kebab__/consumers.ts';
import { eventSources } from '../support/event-source.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the topic keeps the sequence, and knows a message by its id alone', () => {
  expect(properties(template, '__Name__Topic')).toEqual({
    FifoTopic: true,
    TopicName: expect.stringMatching(/\.fifo$/),
  });
});

test.each(Object.keys(consumers))('%s works its queue in sequence, five orders at a time', (id) => {
  expect(eventSources(template, id)).toEqual({
    [`${id}Queue`]: {
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    },
  });
  for (const queue of ['Queue', 'QueueDeadLetters', 'SubscriptionDeadLetters']) {
    const all = properties(template, `${id}${queue}`);
    expect(all).toMatchObject({ FifoQueue: true });
    expect(all).not.toHaveProperty('ContentBasedDeduplication');
  }
});
