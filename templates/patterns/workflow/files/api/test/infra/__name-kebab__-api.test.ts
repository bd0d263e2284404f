import { expect, test } from 'vitest';
import { counted, lasting, sectionOf } from '../support/alarms.ts';
import { ownRoutes } from '../support/http-api.ts';
import { load, loadOutputs, properties } from '../support/template.ts';

const template = await load();

test('only IAM principals may start an order', () => {
  expect(ownRoutes(template, '__Name__Api')).toEqual({
    'POST /__name-kebab__': '__Name__Start: AWS_IAM',
  });
});

test('start knows its state machine', () => {
  expect(properties(template, '__Name__Start')).toMatchObject({
    Environment: { Variables: { STATE_MACHINE_ARN: '__Name__StateMachine' } },
    Timeout: 10,
  });
});

test('1 % of answers from 500 up raise an alarm when they last', () => {
  const count = (metric: string) => counted('AWS/ApiGateway', metric, 'ApiId', '__Name__Api');
  const requests = { MetricStat: { ...count('Count').MetricStat, Stat: 'SampleCount' } };
  expect(properties(template, '__Name__ApiErrorsAlarm')).toMatchObject({
    ...lasting,
    Metrics: [
      { Id: expect.any(String), Expression: '100 * errors / requests' },
      { ...count('5xx'), Id: 'errors' },
      { ...count('Count'), ...requests, Id: 'requests' },
    ],
  });
  expect(sectionOf(template, '__Name__ApiErrorsAlarm')).toBe('__name-kebab__-api-errors');
});

test('1 % of answers that take 3 s raise an alarm when they last', () => {
  expect(properties(template, '__Name__ApiLatencyAlarm')).toMatchObject({
    ...lasting,
    Namespace: 'AWS/ApiGateway',
    MetricName: 'Latency',
    Dimensions: [{ Name: 'ApiId', Value: '__Name__Api' }],
    ExtendedStatistic: 'p99',
    Period: 300,
    Threshold: 3000,
  });
  expect(sectionOf(template, '__Name__ApiLatencyAlarm')).toBe('__name-kebab__-api-slow');
});

test('the URL of the API is an output', async () => {
  expect(await loadOutputs()).toMatchObject({
    __Name__ApiUrl: expect.stringMatching(/Api\.(ApiEndpoint|execute-api\..*\/)$/),
  });
});
