import { expect, test } from 'vitest';
import { stages } from '../support/http-api.ts';
import { load, loadOutputs, properties } from '../support/template.ts';

const template = await load();

test('the first answer from 500 up raises the alarm', () => {
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    Namespace: 'AWS/ApiGateway',
    MetricName: '5xx',
    Dimensions: [{ Name: 'ApiId', Value: '__Name__Api' }],
    Statistic: 'Sum',
    Period: 300,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('the access log says who called, and metrics by route are off', () => {
  const Format = expect.stringContaining(
    '"user":"$context.authorizer.claims.sub","caller":"$context.identity.caller"',
  );
  expect(stages(template).__Name__Api).toMatchObject({
    AccessLogSettings: { Format },
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
  });
});

test('the URL is an output of the stack', async () => {
  const { __Name__ApiUrl: url } = await loadOutputs();
  expect(url).toContain('__Name__Api');
});
