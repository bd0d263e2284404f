import { expect, test } from 'vitest';
import { loadAlarms, loadRegion } from '../support/__name-kebab__.ts';
import { others, primary } from '../support/__name-kebab__.ts';
import { sectionOf } from '../support/alarms.ts';
import { errorRate, latency } from '../support/api-alarms.ts';
import { ownRoutes, stages as apiStages } from '../support/http-api.ts';
import { permissions } from '../support/permissions.ts';
import { ofType, properties, type Template } from '../support/template.ts';

const regions = [primary, ...others];
const nameIn = (stage: string) => `__app-kebab__-__name-kebab__-${stage}`;
const prodDomain = 'api.example.com';
const domainIn = (stage: string) => (stage === 'prod' ? prodDomain : `${stage}.${prodDomain}`);
const zone = 'Z0000000000000000000A';

const stages = ['dev', 'staging', 'prod'];
const all: [string, string, Template][] = [];
for (const stage of stages) {
  for (const region of regions) all.push([stage, region, await loadRegion(region, stage)]);
}

test.each(all)('%s: in %s, a function may do its work, beyond logs', (stage, region, stack) => {
  const on = (service: string, resource: string) =>
    `on arn:aws:${service}:${region}:AWS::AccountId:${resource}`;
  const table = on('dynamodb', `table/${nameIn(stage)}`);

  expect(permissions(stack, 'Get')).toEqual([`dynamodb:GetItem ${table}`]);
  expect(permissions(stack, 'Put')).toEqual([`dynamodb:PutItem ${table}`]);
  expect(permissions(stack, 'Health')).toEqual([
    `dynamodb:GetItem ${table}`,
    `ssm:GetParameter ${on('ssm', 'parameterSwitch')}`,
  ]);
  expect(properties(stack, 'Switch')).toMatchObject({
    Name: `/${nameIn(stage)}/enabled`,
    Type: 'String',
    AllowedPattern: '^(true|false)$',
    Value: 'true',
  });
});

test.each(all)('%s: in %s, the functions know the table and the switch', (stage, _, stack) => {
  const environment = { TABLE_NAME: nameIn(stage) };
  const known = { MemorySize: 512, Timeout: 10, Environment: { Variables: environment } };
  expect(properties(stack, 'Get')).toMatchObject(known);
  expect(properties(stack, 'Put')).toMatchObject(known);
  expect(properties(stack, 'Health')).toMatchObject({
    MemorySize: 512,
    Timeout: 3,
    Environment: { Variables: { ...environment, SWITCH_NAME: 'Switch' } },
  });
});

test.each(all)('%s: in %s, all but the health checkers need a token', (_, __, stack) => {
  const issuer = 'https://auth.example.com';
  const callers = `JWT of ${issuer} for ${prodDomain} in $request.header.Authorization`;
  expect(ownRoutes(stack, 'Api')).toEqual({
    'GET /__name-kebab__/{id}': `Get: ${callers}`,
    'PUT /__name-kebab__/{id}': `Put: ${callers}`,
    'GET /__health__': 'Health: NONE',
  });
});

test.each(all)('%s: in %s, the health checkers have a limit of their own', (_, __, stack) => {
  expect(apiStages(stack).Api).toMatchObject({
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
    RouteSettings: {
      'GET /__health__': {
        DetailedMetricsEnabled: false,
        ThrottlingBurstLimit: 2000,
        ThrottlingRateLimit: 1000,
      },
    },
  });
});

test.each(all)(
  '%s: in %s, the name leads to the API while it is healthy',
  (stage, region, stack) => {
    const domain = domainIn(stage);
    expect(properties(stack, 'Certificate')).toMatchObject({
      DomainName: domain,
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: domain, HostedZoneId: zone }],
    });
    expect(properties(stack, 'Domain')).toMatchObject({
      DomainName: domain,
      DomainNameConfigurations: [
        {
          CertificateArn: 'Certificate',
          EndpointType: 'REGIONAL',
          IpAddressType: 'dualstack',
          SecurityPolicy: 'TLS_1_2',
        },
      ],
    });
    expect(Object.values(ofType(stack, 'AWS::ApiGatewayV2::ApiMapping'))).toMatchObject([
      {
        ApiId: 'Api',
        DomainName: 'Domain',
        Stage: expect.stringMatching(/^(ApiStage|\$default)$/),
      },
    ]);
    // Or there is no stage to map
    const waiting = [stack.Mapping?.DependsOn].flat();
    expect(waiting).toContainEqual(expect.stringMatching(/Stage$/));
    const record = (Type: string) => ({
      HostedZoneId: zone,
      Name: 'Domain',
      Type,
      Region: region,
      SetIdentifier: region,
      HealthCheckId: expect.stringMatching(/^HealthCheck(\.HealthCheckId)?$/),
      AliasTarget: {
        DNSName: 'Domain.RegionalDomainName',
        HostedZoneId: 'Domain.RegionalHostedZoneId',
        EvaluateTargetHealth: true,
      },
    });
    expect(Object.values(ofType(stack, 'AWS::Route53::RecordSet'))).toEqual([
      record('A'),
      record('AAAA'),
    ]);
  },
);

test.each(all)('%s: in %s, Route 53 asks the API itself', (_, region, stack) => {
  const check = properties(stack, 'HealthCheck');
  expect(check).toMatchObject({
    HealthCheckConfig: {
      Type: 'HTTPS_STR_MATCH',
      SearchString: '"status":"ok"',
      FullyQualifiedDomainName: `Api.execute-api.${region}.amazonaws.com`,
      Port: 443,
      ResourcePath: '/__health__',
      RequestInterval: 30,
      FailureThreshold: 3,
      EnableSNI: true,
      Regions: ['us-east-1', 'eu-west-1', 'ap-southeast-1'],
    },
  });
  for (const flag of ['Inverted', 'MeasureLatency']) {
    expect(check).not.toMatchObject({ HealthCheckConfig: { [flag]: true } });
  }
});

test.each([
  ['dev', false],
  ['staging', false],
  ['prod', true],
])('in %s, every replica is backed up; protected from deletion: %s', async (stage, isProtected) => {
  const stack = await loadRegion(primary, stage);
  expect(stack.Table).toMatchObject({
    Type: 'AWS::DynamoDB::GlobalTable',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      TableName: nameIn(stage),
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'ownerId', AttributeType: 'S' },
        { AttributeName: 'id', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'ownerId', KeyType: 'HASH' },
        { AttributeName: 'id', KeyType: 'RANGE' },
      ],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  });
  const { Replicas } = properties<{ Replicas: object[] }>(stack, 'Table');
  expect(Replicas).toHaveLength(regions.length);
  for (const Region of regions) {
    expect(Replicas).toContainEqual({
      Region,
      DeletionProtectionEnabled: isProtected,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  }
});

test('no other region has a table of its own, and all else is the same everywhere', () => {
  const typesOf = (stack: Template) =>
    Object.entries(stack).map(([id, { Type }]) => `${id} ${Type}`);
  const [[, , first] = ['', '', {}], ...rest] = all.filter(([stage]) => stage === 'prod');
  expect(rest).toHaveLength(others.length);
  for (const [, , stack] of rest) {
    expect([...typesOf(stack), 'Table AWS::DynamoDB::GlobalTable'].sort()).toEqual(
      typesOf(first).sort(),
    );
  }
});

test.each(all)(
  '%s: in %s, 1 % of answers from 500 up, or that take 3 s, raise an alarm',
  (_, __, stack) => {
    expect(properties(stack, 'ErrorsAlarm')).toMatchObject(errorRate('ApiId', 'Api'));
    expect(sectionOf(stack, 'ErrorsAlarm')).toBe('__name-kebab__-errors');
    expect(properties(stack, 'LatencyAlarm')).toMatchObject(latency('ApiId', 'Api'));
    expect(sectionOf(stack, 'LatencyAlarm')).toBe('__name-kebab__-slow');
  },
);

test.each(stages)('in %s, each region has an alarm on its health check', async (stage) => {
  const alarms = Object.values(ofType(await loadAlarms(stage), 'AWS::CloudWatch::Alarm'));
  const alarmOf = (Region: string) => ({
    AlarmDescription: `${Region}: docs/operations.md#__name-kebab__-a-region-is-unhealthy`,
    AlarmActions: ['AlarmTopic'],
    Namespace: 'AWS/Route53',
    MetricName: 'HealthCheckStatus',
    Dimensions: [
      {
        Name: 'HealthCheckId',
        Value: {
          'Fn::GetStackOutput': {
            StackName: `${nameIn(stage)}-${Region}`,
            OutputName: 'HealthCheckId',
            Region,
          },
        },
      },
    ],
    Statistic: 'Minimum',
    Period: 60,
    EvaluationPeriods: 1,
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    TreatMissingData: 'breaching',
  });
  expect(alarms).toEqual(regions.map(alarmOf));
});
