import { expect, test } from 'vitest';
import { consumers } from '../__name-kebab__/consumers.ts';
import { eventSources } from '../support/event-source.ts';
import { load } from '../support/template.ts';

const template = await load();

test.each(Object.keys(consumers))('%s works its queue, five batches at a time', (id) => {
  expect(eventSources(template, id)).toEqual({
    [`${id}Queue`]: {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    },
  });
});
