import { expect, test } from 'vitest';
import { consumers } from '../__name-kebab__/consumers.ts';
import { eventSources } from '../support/event-source.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the topic keeps no sequence', () => {
  expect(properties(template, '__Name__Topic') ?? {}).toEqual({});
});

test.each(Object.keys(consumers))('%s works its queue, five batches at a time', (id) => {
  expect(eventSources(template, id)).toEqual({
    [`${id}Queue`]: {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    },
  });
});
