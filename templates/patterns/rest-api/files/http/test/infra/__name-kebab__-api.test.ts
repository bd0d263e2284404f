import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { errorRate, latency } from '../support/api-alarms.ts';
import { stages } from '../support/http-api.ts';
import { loadOutputs } from '../support/outputs.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('1 % of answers from 500 up, or that take 3 s, raise an alarm', () => {
  const errors = properties(template, '__Name__ErrorsAlarm');
  expect(errors).toMatchObject(errorRate('ApiId', '__Name__Api'));
  const errorsAlarm = '__Name__ErrorsAlarm';
  expect(sectionOf(template, errorsAlarm)).toBe('__name-kebab__-errors');
  const slow = properties(template, '__Name__LatencyAlarm');
  expect(slow).toMatchObject(latency('ApiId', '__Name__Api'));
  const latencyAlarm = '__Name__LatencyAlarm';
  expect(sectionOf(template, latencyAlarm)).toBe('__name-kebab__-slow');
});

test('the access log says who called', () => {
  const Format = expect.stringContaining(
    '"user":"$context.authorizer.claims.sub","caller":"$context.identity.caller"',
  );
  const { __Name__Api: stage } = stages(template);
  expect(stage).toMatchObject({ AccessLogSettings: { Format } });
});

test('the URL is an output of the stack', async () => {
  const { __Name__ApiUrl: url } = await loadOutputs();
  expect(url).toMatch(/Api\.(ApiEndpoint|execute-api\..*\/)$/);
});
