import { expect, test } from 'vitest';
import { eventSources } from '../support/event-source.ts';
import { load, permissions } from '../support/template.ts';

const template = await load();

test('the function works the queue, and returns what failed', () => {
  expect(eventSources(template, '__Function__').__Resource__).toEqual({
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 10 },
  });
  const lost = permissions(template, '__Function__').filter((line) => line.startsWith('not '));
  expect(lost).toEqual([]);
});
