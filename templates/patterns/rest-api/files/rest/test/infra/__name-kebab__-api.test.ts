import { expect, test } from 'vitest';
import { stages } from '../support/rest-api.ts';
import { load, loadOutputs, properties } from '../support/template.ts';

const template = await load();

const { Name } = properties<{ Name: string }>(template, '__Name__Api');
const Dimensions = [{ Name: 'ApiName', Value: Name }];

const lasting = {
  AlarmActions: ['AlarmTopic'],
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  DatapointsToAlarm: 2,
  EvaluationPeriods: 3,
  TreatMissingData: 'notBreaching',
};

test('1 % of answers from 500 up raise an alarm when they last', () => {
  const metric = (MetricName: string, Stat: string) => ({
    MetricStat: {
      Metric: { Namespace: 'AWS/ApiGateway', MetricName, Dimensions },
      Period: 300,
      Stat,
    },
    ReturnData: false,
  });
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    ...lasting,
    AlarmDescription: 'docs/operations.md#__name-kebab__-errors',
    Metrics: [
      { Expression: '100 * errors / requests' },
      { Id: 'errors', ...metric('5XXError', 'Sum') },
      { Id: 'requests', ...metric('Count', 'SampleCount') },
    ],
    Threshold: 1,
  });
});

test('1 % of answers that take 3 s raise an alarm when they last', () => {
  expect(properties(template, '__Name__LatencyAlarm')).toMatchObject({
    ...lasting,
    AlarmDescription: 'docs/operations.md#__name-kebab__-slow',
    Namespace: 'AWS/ApiGateway',
    MetricName: 'Latency',
    Dimensions,
    ExtendedStatistic: 'p99',
    Period: 300,
    Threshold: 3000,
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
  expect(url).toMatch(/^https:\/\/__Name__Api\.execute-api\..*v1\/?$/);
});
