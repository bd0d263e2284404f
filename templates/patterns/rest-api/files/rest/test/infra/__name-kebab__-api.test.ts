import { expect, test } from 'vitest';
import { stages } from '../support/rest-api.ts';
import { load, loadOutputs, properties } from '../support/template.ts';

const template = await load();

test('the first answer from 500 up raises the alarm', () => {
  const { Name } = properties<{ Name: string }>(template, '__Name__Api');
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    Namespace: 'AWS/ApiGateway',
    MetricName: '5XXError',
    Dimensions: [{ Name: 'ApiName', Value: Name }],
    Statistic: 'Sum',
    Period: 300,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('the access log says who called', () => {
  const Format = expect.stringContaining(
    '"user":"$context.authorizer.claims.sub","caller":"$context.identity.caller"',
  );
  expect(stages(template).__Name__Api).toMatchObject({
    AccessLogSetting: { Format },
  });
});

test('the URL is an output of the stack', async () => {
  const { __Name__ApiEndpoint: url } = await loadOutputs();
  expect(url).toContain('__Name__Api');
});
