import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const id = '__Name__';

test('the function has its memory and its time', () => {
  expect(properties(template, id)).toMatchObject({ MemorySize: 512, Timeout: 10 });
});

test('the function may do nothing', () => {
  expect(permissions(template, id)).toEqual([]);
});

test('the first error raises an alarm', () => {
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: id }],
    Statistic: 'Sum',
    Period: 300,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});
