import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { errorRate, latency } from '../support/api-alarms.ts';
import { stages } from '../support/http-api.ts';
import { loadOutputs } from '../support/outputs.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

const api = '__Name__Api';

test.each([
  ['__Name__ErrorsAlarm', errorRate('ApiId', api), 'errors'],
  ['__Name__LatencyAlarm', latency('ApiId', api), 'slow'],
])('%s is on when 1 %% of the requests fail, or take 3 s', (id, alarm, section) => {
  expect(properties(template, id)).toMatchObject(alarm);
  expect(sectionOf(template, id)).toBe(`__name-kebab__-${section}`);
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
