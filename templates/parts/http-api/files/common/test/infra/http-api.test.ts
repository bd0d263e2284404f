import { expect, test } from 'vitest';
import { stages } from '../support/http-api.ts';
import { load } from '../support/template.ts';

test('every HTTP API throttles, and logs its requests as JSON', async () => {
  for (const stage of stages(await load())) {
    expect(stage).toMatchObject({
      StageName: '$default',
      AccessLogSettings: {
        DestinationArn: expect.stringMatching(/AccessLogs\.Arn$/),
        Format: expect.stringMatching(/^\{"requestId":"\$context.requestId",.*\}$/),
      },
      DefaultRouteSettings: {
        DetailedMetricsEnabled: true,
        ThrottlingBurstLimit: 200,
        ThrottlingRateLimit: 100,
      },
    });
  }
});
