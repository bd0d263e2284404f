import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { errorRate, latency } from '../support/api-alarms.ts';
import { stages } from '../support/rest-api.ts';
import { loadOutputs } from '../support/outputs.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

const { Name } = properties<{ Name: string }>(template, '__Name__Api');

test.each([
  ['__Name__ErrorsAlarm', errorRate('ApiName', Name, '5XXError'), 'errors'],
  ['__Name__LatencyAlarm', latency('ApiName', Name), 'slow'],
])('%s is on when 1 %% of the requests fail, or take 3 s', (id, alarm, section) => {
  expect(properties(template, id)).toMatchObject(alarm);
  expect(sectionOf(template, id)).toBe(`__name-kebab__-${section}`);
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
