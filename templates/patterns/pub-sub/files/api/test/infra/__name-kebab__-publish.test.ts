import { expect, test } from 'vitest';
import { ownRoutes } from '../support/http-api.ts';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('publish may publish, and nothing else', () => {
  const publish = 'sns:Publish on __Name__Topic';
  expect(permissions(template, '__Name__Publish')).toEqual([publish]);
  expect(properties(template, '__Name__Publish')).toMatchObject({
    Environment: { Variables: { TOPIC_ARN: '__Name__Topic' } },
    Timeout: 10,
  });
});

test('only IAM principals may call it', () => {
  expect(ownRoutes(template, '__Name__Api')).toEqual({
    'POST /__name-kebab__': '__Name__Publish: AWS_IAM',
  });
});

test('an answer of 500 or above raises the alarm', () => {
  const metric = {
    MetricStat: {
      Metric: {
        Namespace: 'AWS/ApiGateway',
        MetricName: '5xx',
        Dimensions: [{ Name: 'ApiId', Value: '__Name__Api' }],
      },
      Period: 300,
      Stat: 'Sum',
    },
    ReturnData: false,
  };
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    Metrics: expect.arrayContaining([expect.objectContaining(metric)]),
  });
});
