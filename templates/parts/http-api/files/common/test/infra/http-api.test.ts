import { expect, test } from 'vitest';
import { stages } from '../support/http-api.ts';
import { load } from '../support/template.ts';

const all = stages(await load());

test.each(Object.keys(all))('%s throttles, and logs its requests as JSON', (api) => {
  expect(all[api]).toMatchObject({
    StageName: '$default',
    AccessLogSettings: {
      DestinationArn: `${api}AccessLogs.Arn`,
      Format: expect.stringMatching(/^\{"requestId":"\$context.requestId",.*\}$/),
    },
    DefaultRouteSettings: {
      DetailedMetricsEnabled: true,
      ThrottlingBurstLimit: 200,
      ThrottlingRateLimit: 100,
    },
  });
});
