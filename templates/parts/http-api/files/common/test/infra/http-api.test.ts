import { expect, test } from 'vitest';
import { stages } from '../support/http-api.ts';
import { loadAll } from '../support/template.ts';

const all = Object.entries(await loadAll()).flatMap(([name, stack]) =>
  Object.entries(stages(stack)).map(([api, stage]) => [name, api, stage, stack] as const),
);

test.each(all)('%s: %s throttles, and logs its requests as JSON', (_, api, stage, stack) => {
  expect(stage).toMatchObject({
    StageName: '$default',
    AccessLogSettings: {
      DestinationArn: `${api}AccessLogs.Arn`,
      Format: expect.stringMatching(/^\{"requestId":"\$context.requestId",.*\}$/),
    },
    DefaultRouteSettings: {
      ThrottlingBurstLimit: 200,
      ThrottlingRateLimit: 100,
      DetailedMetricsEnabled: false,
    },
  });
  expect(stack[`${api}AccessLogs`]).toMatchObject({
    Properties: { LogGroupName: expect.stringMatching(`^/aws/vendedlogs/apis/.+-${api}$`) },
  });
});
