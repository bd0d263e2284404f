import { expect, test } from 'vitest';
import { ownRoutes } from '../support/http-api.ts';
import { load, properties } from '../support/template.ts';

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

test('the first error of start or of the API raises the alarm', () => {
  const countOf = (namespace: string, name: string, dimension: string, value: string) =>
    expect.objectContaining({
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: name,
          Dimensions: [{ Name: dimension, Value: value }],
        },
        Period: 300,
        Stat: 'Sum',
      },
      ReturnData: false,
    });
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    Metrics: expect.arrayContaining([
      countOf('AWS/Lambda', 'Errors', 'FunctionName', '__Name__Start'),
      countOf('AWS/ApiGateway', '5xx', 'ApiId', '__Name__Api'),
    ]),
  });
});
