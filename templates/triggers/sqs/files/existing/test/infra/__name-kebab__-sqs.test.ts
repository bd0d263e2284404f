import { expect, test } from 'vitest';
import { eventSources } from '../support/event-source.ts';
import { permissions } from '../support/permissions.ts';
import { load } from '../support/template.ts';

const template = await load();
const id = '__Function__';

test('the function polls the queue, and reports the messages that failed', () => {
  expect(eventSources(template, id).__Resource__).toEqual({
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 10 },
  });
  const lost = permissions(template, id).filter((line) => line.startsWith('not '));
  expect(lost).toEqual([]);
});
