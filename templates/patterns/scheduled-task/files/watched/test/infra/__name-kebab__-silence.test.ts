import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('three periods without a run raise an alarm', () => {
  expect(properties(template, '__Name__SilenceAlarm')).toMatchObject({
    Namespace: 'AWS/Lambda',
    MetricName: 'Invocations',
    Dimensions: [{ Name: 'FunctionName', Value: '__Name__Run' }],
    Statistic: 'Sum',
    Period: 3600,
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    EvaluationPeriods: 3,
    TreatMissingData: 'breaching',
  });
  const silenceAlarm = sectionOf(template, '__Name__SilenceAlarm');
  expect(silenceAlarm).toBe('__name-kebab__-silent');
});
