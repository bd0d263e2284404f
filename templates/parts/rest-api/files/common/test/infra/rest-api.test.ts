import { expect, test } from 'vitest';
import { gatewayResponses, stages } from '../support/rest-api.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const all = stages(template);

test.each(Object.keys(all))('%s throttles, and logs its requests as JSON', (api) => {
  expect(all[api]).toMatchObject({
    StageName: 'v1',
    AccessLogSetting: {
      DestinationArn: expect.stringMatching(`:log-group:${api}AccessLogs$`),
      Format: expect.stringMatching(/^\{"requestId":"\$context.requestId",.*\}$/),
    },
    MethodSettings: [
      {
        ResourcePath: '/*',
        HttpMethod: '*',
        DataTraceEnabled: false,
        LoggingLevel: 'ERROR',
        MetricsEnabled: false,
        ThrottlingBurstLimit: 200,
        ThrottlingRateLimit: 100,
      },
    ],
  });
});

test.each(Object.keys(all))('%s is regional', (api) => {
  expect(JSON.stringify(properties(template, api))).toMatch(
    /"EndpointConfiguration":[^}]*"REGIONAL"/,
  );
});

test.each(Object.keys(all))('%s has a group for its own logs', (api) => {
  expect(template[`${api}ExecutionLogs`]).toMatchObject({
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: `API-Gateway-Execution-Logs_${api}/v1` },
  });
  // Or API Gateway makes the group first, and keeps it for ever
  const stage = Object.values(template).find(({ Properties }) => Properties === all[api]);
  expect(JSON.stringify(stage)).toContain(`"${api}ExecutionLogs"`);
});

test.each(Object.keys(all))('%s answers its own errors as problem+json', (api) => {
  const problem = {
    'gatewayresponse.header.Content-Type': "'application/problem+json'",
    'application/json': expect.stringMatching(/^\{"type":"about:blank","title":.*\}$/),
  };
  expect(gatewayResponses(template, api)).toEqual({ DEFAULT_4XX: problem, DEFAULT_5XX: problem });
});

test.each(Object.keys(all))('%s has a firewall', (api) => {
  expect(properties(template, `${api}FirewallAssociation`)).toEqual({
    ResourceArn: expect.stringMatching(
      `/restapis/${api}/stages/${api}(\\.Stage|DeploymentStagev1)$`,
    ),
    WebACLArn: `${api}Firewall.Arn`,
  });
  // Every rule of the group blocks: none is excluded, or only counts
  const common = { Name: 'AWSManagedRulesCommonRuleSet', VendorName: 'AWS' };
  expect(properties(template, `${api}Firewall`)).toEqual({
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    Rules: [
      {
        Name: 'RateLimit',
        Priority: 0,
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 30_000 } },
        VisibilityConfig: visible('RateLimit'),
      },
      {
        Name: 'CommonRules',
        Priority: 1,
        OverrideAction: { None: {} },
        Statement: { ManagedRuleGroupStatement: common },
        VisibilityConfig: visible('CommonRules'),
      },
    ],
    VisibilityConfig: visible('Firewall'),
  });
});

const visible = (MetricName: string) => ({
  MetricName,
  CloudWatchMetricsEnabled: true,
  SampledRequestsEnabled: true,
});
