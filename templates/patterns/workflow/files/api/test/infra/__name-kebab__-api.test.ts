import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { errorRate, latency } from '../support/api-alarms.ts';
import { ownRoutes } from '../support/http-api.ts';
import { loadOutputs } from '../support/outputs.ts';
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

test('1 % of answers from 500 up, or that take 3 s, raise an alarm', () => {
  const errors = properties(template, '__Name__ApiErrorsAlarm');
  expect(errors).toMatchObject(errorRate('ApiId', '__Name__Api'));
  const apiErrorsAlarm = sectionOf(template, '__Name__ApiErrorsAlarm');
  expect(apiErrorsAlarm).toBe('__name-kebab__-api-errors');
  const slow = properties(template, '__Name__ApiLatencyAlarm');
  expect(slow).toMatchObject(latency('ApiId', '__Name__Api'));
  const apiLatencyAlarm = sectionOf(template, '__Name__ApiLatencyAlarm');
  expect(apiLatencyAlarm).toBe('__name-kebab__-api-slow');
});

test('the URL of the API is an output', async () => {
  const { __Name__ApiUrl: url } = await loadOutputs();
  expect(url).toMatch(/Api\.(ApiEndpoint|execute-api\..*\/)$/);
});
