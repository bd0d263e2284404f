import { expect, it } from 'vitest';
import { readSource } from '../../src/editors/sam/source.ts';
import { countMade } from '../../src/infrastructure/sam/made/made.ts';
import { translated, translatorProblem } from './sam.ts';

const problem = await translatorProblem();

const code = { CodeUri: 's3://bucket/code', Handler: 'index.handler', Runtime: 'nodejs24.x' };
const fn = (properties: object) => ({
  Type: 'AWS::Serverless::Function',
  Properties: { ...code, ...properties },
});
const event = (Type: string, Properties: object = {}) => ({ Type, Properties });
const event1 = (Type: string, Properties: object = {}) =>
  fn({ Events: { Event: event(Type, Properties) } });
const arn = (service: string) => `arn:aws:${service}:eu-west-1:123456789012:name`;
const alias = { AutoPublishAlias: 'live' };
const gradual = { ...alias, DeploymentPreference: { Type: 'AllAtOnce' } };
const hook = { DeploymentPreference: { Type: 'AllAtOnce', Role: arn('iam') }, ...alias };
const queueOf = { DeadLetterConfig: { Type: 'SQS' } };
const domain = (DomainName: string) => ({
  Domain: {
    DomainName,
    CertificateArn: arn('acm'),
    BasePath: ['/one', '/two'],
    Route53: { HostedZoneId: 'Z1' },
  },
});
const machine = (properties: object) => ({
  Type: 'AWS::Serverless::StateMachine',
  Properties: { Definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, ...properties },
});
const every = 'rate(1 hour)';
const pattern = { Pattern: { source: ['orders'] } };

/** What the templates have, by what they show. */
const RESOURCES: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'a role': { A: fn({}), B: fn({ Role: arn('iam') }) },
  'a URL': { A: fn({ FunctionUrlConfig: { AuthType: 'NONE' } }) },
  'a URL for some': { A: fn({ FunctionUrlConfig: { AuthType: 'AWS_IAM' } }) },
  'gradual deployments': { A: fn(gradual), B: fn(gradual), C: fn(hook) },
  destinations: {
    A: fn({
      EventInvokeConfig: {
        DestinationConfig: {
          OnFailure: { Type: 'SQS' },
          OnSuccess: { Type: 'SNS', Destination: arn('sns') },
        },
      },
    }),
  },
  'a queue': { A: event1('SQS', { Queue: arn('sqs') }) },
  'a stream': { A: event1('Kinesis', { Stream: arn('kinesis'), StartingPosition: 'LATEST' }) },
  'a topic': { A: event1('SNS', { Topic: arn('sns') }) },
  'a queue of a topic': { A: event1('SNS', { Topic: arn('sns'), SqsSubscription: true }) },
  'a bucket': {
    Bucket: { Type: 'AWS::S3::Bucket' },
    A: event1('S3', { Bucket: { Ref: 'Bucket' }, Events: 's3:ObjectCreated:*' }),
  },
  'a rule': { A: event1('EventBridgeRule', pattern) },
  'a rule with a queue': { A: event1('EventBridgeRule', { ...pattern, ...queueOf }) },
  'a schedule': { A: event1('ScheduleV2', { ScheduleExpression: every, ...queueOf }) },
  'APIs of its own': {
    A: fn({
      Events: {
        One: event('Api', { Path: '/', Method: 'get' }),
        Two: event('Api', { Path: '/', Method: 'post' }),
        Three: event('HttpApi', { Path: '/', Method: 'get' }),
      },
    }),
    B: event1('HttpApi'),
  },
  'every route': {
    A: fn({
      Events: { One: event('HttpApi'), Two: event('HttpApi', { Path: '/a', Method: 'get' }) },
    }),
  },
  'an API': {
    Api: {
      Type: 'AWS::Serverless::Api',
      Properties: {
        StageName: 'v1',
        ...domain('api.example.com'),
        Auth: {
          Authorizers: { Own: { FunctionArn: arn('lambda') } },
          UsagePlan: { CreateUsagePlan: 'PER_API' },
        },
      },
    },
    A: event1('Api', { RestApiId: { Ref: 'Api' }, Path: '/', Method: 'get' }),
  },
  'an HTTP API': {
    Api: { Type: 'AWS::Serverless::HttpApi', Properties: domain('http.example.com') },
    A: event1('HttpApi', { ApiId: { Ref: 'Api' }, Path: '/', Method: 'get' }),
  },
  'a WebSocket API': {
    Api: {
      Type: 'AWS::Serverless::WebSocketApi',
      Properties: {
        StageName: 'live',
        RouteSelectionExpression: '$request.body.action',
        ...domain('ws.example.com'),
        Auth: { AuthType: 'CUSTOM', AuthArn: arn('lambda') },
        Routes: {
          $connect: { FunctionArn: arn('lambda') },
          $default: { FunctionArn: arn('lambda') },
        },
      },
    },
  },
  'a GraphQL API': {
    Api: {
      Type: 'AWS::Serverless::GraphQLApi',
      Properties: {
        SchemaInline: 'type Query { one: String two: String }',
        Auth: {
          Type: 'API_KEY',
          Additional: [{ Type: 'AWS_LAMBDA', LambdaAuthorizer: { AuthorizerUri: arn('lambda') } }],
        },
        ApiKeys: { Web: {} },
        Cache: { ApiCachingBehavior: 'FULL_REQUEST_CACHING', Ttl: 60, Type: 'SMALL' },
        DomainName: { DomainName: 'api.example.com', CertificateArn: arn('acm') },
        DataSources: {
          DynamoDb: { Orders: { TableName: 'orders' } },
          Lambda: {
            Work: { FunctionArn: arn('lambda') },
            Known: { FunctionArn: arn('lambda'), ServiceRoleArn: arn('iam') },
          },
        },
        Functions: {
          read: {
            DataSource: 'Orders',
            InlineCode: 'code',
            Runtime: { Name: 'APPSYNC_JS', Version: '1.0.0' },
          },
          none: {
            DataSource: 'NONE',
            InlineCode: 'code',
            Runtime: { Name: 'APPSYNC_JS', Version: '1.0.0' },
          },
          theirs: { Id: 'abc' },
        },
        Resolvers: { Query: { one: { Pipeline: ['read'] }, two: { Pipeline: ['none'] } } },
      },
    },
  },
  'a GraphQL API without logs': {
    Api: {
      Type: 'AWS::Serverless::GraphQLApi',
      Properties: {
        SchemaInline: 'type Query { one: String }',
        Auth: { Type: 'AWS_IAM' },
        Logging: false,
      },
    },
  },
  'state machines': {
    One: machine({ Events: { Hourly: event('Schedule', { Schedule: every }) } }),
    Two: machine({ Role: arn('iam'), Events: { Event: event('EventBridgeRule', pattern) } }),
    Three: machine({ AutoPublishAlias: 'live' }),
  },
};

const templates = Object.entries(RESOURCES).map(([what, Resources]) => ({
  what,
  template: { Transform: 'AWS::Serverless-2016-10-31', Resources },
}));

const inStack = { stack: 'stack', region: 'us-east-1', parameters: {} };
const real = problem
  ? []
  : await translated(templates.map(({ template }) => ({ ...inStack, template })));

function counted(template: object): number {
  const source = readSource(JSON.stringify(template));
  if ('reason' in source) throw new Error(source.reason);
  return countMade(source);
}

it.skipIf(problem)('as many resources are counted as SAM makes', () => {
  const ours = templates.map(({ what, template }) => [what, counted(template)]);
  const theirs = templates.map(({ what }, i) => {
    const { Resources = {} } = real[i]!.template;
    return [what, Object.keys(Resources as object).length];
  });
  expect(ours).toEqual(theirs);
});
