import { expect, test } from 'vitest';
import { eventSources } from '../support/event-source.ts';
import { permissions } from '../support/permissions.ts';
import { load } from '../support/template.ts';

const template = await load();
const id = '__Function__';

test('a batch that fails is halved, tried five times, and reported to the dead letters', () => {
  expect(eventSources(template, id).__Name__Table).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 5,
    MaximumRecordAgeInSeconds: 6 * 3600,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: {
      OnFailure: { Destination: '__Name__TableDeadLetters.Arn' },
    },
  });
  const lost = permissions(template, id).filter((line) => line.startsWith('not '));
  expect(lost).toEqual([]);
});
