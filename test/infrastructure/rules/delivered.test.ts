import { describe, expect, it } from 'vitest';
import { asked, cdkFn, cdkHost, fn, samHost } from '../../support/rules.ts';

type Asked = Parameters<typeof asked>;

function warned(...of: Asked): string {
  const { refusal, warnings } = asked(...of);
  if (refusal) throw refusal;
  return warnings.join('\n');
}

describe('a stage that is deployed by hand', () => {
  const sam = (stage: string) =>
    samHost(`${fn('Work')}Shop:
  Type: AWS::ApiGatewayV2::Api
  Properties: { Name: shop, ProtocolType: HTTP }
Live:
  Type: AWS::ApiGatewayV2::Stage
  Properties: { ApiId: !Ref Shop, StageName: live${stage} }
`);
  const cdk = (stages: string, props = '{ createDefaultStage: false }') =>
    cdkHost(`${cdkFn('Work')}const shop = new apigwv2.HttpApi(this, 'Shop', ${props});\n${stages}`);
  const of = { api: 'Shop', path: '/orders' };

  it.each([
    ['sam', sam(', DeploymentId: !Ref Deployment')],
    ['sam', sam(', AutoDeploy: false')],
    ['cdk', cdk("new apigwv2.HttpStage(this, 'Live', { httpApi: shop, stageName: 'live' });")],
    ['cdk', cdk("shop.addStage('Live', { stageName: 'live' });")],
  ])('would not have the route: %s', (_, host) => {
    const { refusal } = asked(host, 'Work', 'http', of);
    expect(refusal?.kind).toBe('refused');
    expect(refusal?.message).toMatch(/The stage Live of Shop is deployed by hand \(\S+:\d+\)/);
  });

  it('may be that of a REST API of the CDK', () => {
    const rest = (props: string) =>
      cdkHost(`${cdkFn('Work')}new apigw.RestApi(this, 'Shop', ${props});`);
    expect(asked(rest('{ deploy: false }'), 'Work', 'http', of).refusal?.message).toMatch(
      /^Shop is deployed by hand/,
    );
    expect(warned(rest('{}'), 'Work', 'http', of)).toBe('');
  });

  it.each([
    ['sam', sam(", AutoDeploy: 'true'")],
    ['sam', sam(', AutoDeploy: !Ref Automatic')],
    ['cdk', cdk("new apigwv2.HttpStage(this, 'Live', { httpApi: shop, autoDeploy: true });")],
    ['cdk', cdk("shop.addStage('Live', { autoDeploy: true });")],
    ['cdk', cdk("shop.addStage('Live', { stageName: 'live' });", '{}')],
  ])('is not one that deploys by itself: %s', (_, host) => {
    expect(warned(host, 'Work', 'http', of)).toBe('');
  });
});

describe('a route for anybody', () => {
  const api = (type: string, auth: string) =>
    `Shop:\n  Type: AWS::Serverless::${type}\n  Properties:\n    StageName: live\n    Auth:\n      ${auth}\n`;
  const event = (type: string, key: string, auth: string) =>
    `Events:\n  Get:\n    Type: ${type}\n    Properties: { ${key}: !Ref Shop, Path: /orders, Method: get${auth} }`;
  const http = (auth: string, ofApi = 'Authorizers: { Jwt: {} }') =>
    samHost(api('HttpApi', ofApi) + fn('Read', event('HttpApi', 'ApiId', auth)) + fn('Work'));
  const rest = (auth: string) =>
    samHost(
      api('Api', 'UsagePlan: { CreateUsagePlan: NONE }') +
        fn('Read', event('Api', 'RestApiId', auth)) +
        fn('Work'),
    );
  const plain = (type: string) =>
    samHost(`${fn('Work')}Shop:
  Type: AWS::ApiGatewayV2::Api
  Properties: { Name: shop, ProtocolType: HTTP }
Read:
  Type: AWS::ApiGatewayV2::Route
  Properties: { ApiId: !Ref Shop, RouteKey: GET /orders, AuthorizationType: ${type} }
`);
  const cdk = (authorizer: string, props = '{}') =>
    cdkHost(`${cdkFn('Work')}${cdkFn('Read')}const shop = new apigwv2.HttpApi(this, 'Shop', ${props});
shop.addRoutes({ path: '/orders', ${authorizer}integration: new integrations.HttpLambdaIntegration('Read', read) });`);
  const method = (options: string) =>
    cdkHost(`${cdkFn('Work')}${cdkFn('Read')}const shop = new apigw.RestApi(this, 'Shop');
shop.root.addResource('orders').addMethod('GET', new apigw.LambdaIntegration(read)${options});`);
  const of = { api: 'Shop', path: '/admin', auth: 'none' };
  const IAM = 'authorizer: new authorizers.HttpIamAuthorizer(), ';

  it.each([
    ['an event of an HTTP API', http(', Auth: { Authorizer: Jwt }')],
    ['an event of a REST API', rest(', Auth: { Authorizer: AWS_IAM }')],
    ['a key', rest(', Auth: { ApiKeyRequired: true }')],
    ['a route of CloudFormation', plain('JWT')],
    ['a route of the CDK', cdk(IAM)],
    ['a method of the CDK', method(', { authorizationType: apigw.AuthorizationType.IAM }')],
    ['a key of the CDK', method(', { apiKeyRequired: true }')],
  ])('beside routes that ask who calls is a warning: %s', (_, host) => {
    expect(warned(host, 'Work', 'http', of)).toMatch(
      /Anybody may call GET \/admin; every other route of Shop asks who calls \(\S+:\d+\)/,
    );
    expect(warned(host, 'Work', 'http', { ...of, auth: 'iam' })).not.toContain('Anybody');
  });

  it.each([
    ['others that are open', http('')],
    ['an open method', rest(', Auth: { Authorizer: NONE }')],
    ['an open route of CloudFormation', plain('NONE')],
    ['an API that asks', http(', Auth: { Authorizer: Jwt }', 'DefaultAuthorizer: Jwt')],
    ['an open route of the CDK', cdk('authorizer: new authorizers.HttpNoneAuthorizer(), ')],
    [
      'an API of the CDK that asks',
      cdk('', '{ defaultAuthorizer: new authorizers.HttpIamAuthorizer() }'),
    ],
    ['an open method of the CDK', method('')],
  ])('is none beside %s', (_, host) => {
    expect(warned(host, 'Work', 'http', of)).not.toContain('Anybody');
  });
});

describe('a FIFO topic', () => {
  const sam = (more: string) =>
    samHost(
      `${fn('Work')}News:\n  Type: AWS::SNS::Topic\n  Properties: { TopicName: news.fifo${more} }\n`,
    );
  const cdk = (props: string) => cdkHost(`${cdkFn('Work')}new sns.Topic(this, 'News', ${props});`);

  it('loses its order in a standard queue', () => {
    for (const host of [sam(', FifoTopic: true'), cdk('{ fifo: true }')])
      expect(warned(host, 'Work', 'sns', { topic: 'News' })).toContain('News is a FIFO topic');
    for (const host of [sam(''), cdk('{}')])
      expect(warned(host, 'Work', 'sns', { topic: 'News' })).toBe('');
    const arn = 'arn:aws:sns:eu-west-1:111122223333:news.fifo';
    const named = [
      samHost(fn('Work'), `Parameters:\n  News: { Type: String, Default: '${arn}' }`),
      cdkHost(`${cdkFn('Work')}sns.Topic.fromTopicArn(this, 'News', '${arn}');`),
    ];
    for (const host of named)
      expect(warned(host, 'Work', 'sns', { topic: 'News' })).toContain('News is a FIFO topic');
  });
});

describe('a rule', () => {
  const sam = (more = '') =>
    samHost(
      `${fn('Work')}Own:\n  Type: AWS::Events::EventBus\n  Properties: { Name: own }\n${more}`,
    );
  const cdk = (more = '') =>
    cdkHost(`${cdkFn('Work')}const own = new events.EventBus(this, 'Own');\n${more}`);
  const forward = {
    sam: `Forward:
  Type: AWS::Events::Rule
  Properties: { EventPattern: { source: [aws.s3] }, Targets: [{ Id: own, Arn: !GetAtt Own.Arn }] }
`,
    cdk: "new events.Rule(this, 'Forward', { eventPattern: { source: ['aws.s3'] }, targets: [new targets.EventBus(own)] });",
  };

  it('gets events of AWS from the default bus', () => {
    for (const host of [sam(), cdk()]) {
      const said = warned(host, 'Work', 'eventbridge', { bus: 'Own', source: 'aws.ec2' });
      expect(said).toMatch(/aws\.ec2 sends to the default bus, and nothing here sends on to Own/);
      expect(warned(host, 'Work', 'eventbridge', { bus: 'Own', source: 'my.app' })).toBe('');
      expect(warned(host, 'Work', 'eventbridge', { source: 'aws.ec2' })).toBe('');
    }
    for (const host of [sam(forward.sam), cdk(forward.cdk)])
      expect(warned(host, 'Work', 'eventbridge', { bus: 'Own', source: 'aws.s3' })).toBe('');
  });

  it('gets events of partners from a bus of theirs', () => {
    for (const host of [sam(), cdk()])
      expect(warned(host, 'Work', 'eventbridge', { source: 'aws.partner/shop.example' })).toContain(
        'sends to a bus of its own',
      );
  });

  it('gets events of buckets that send them', () => {
    const bucket = (more = '') => `Drop:\n  Type: AWS::S3::Bucket\n${more}`;
    const on = '  Properties: { NotificationConfiguration: { EventBridgeConfiguration: {} } }\n';
    const silent = [sam(bucket()), cdk("new s3.Bucket(this, 'Drop');")];
    const sending = [
      sam(bucket(on)),
      cdk("new s3.Bucket(this, 'Drop', { eventBridgeEnabled: true });"),
      cdk("const drop = new s3.Bucket(this, 'Drop');\ndrop.enableEventBridgeNotification();"),
    ];
    for (const host of silent)
      expect(warned(host, 'Work', 'eventbridge', { source: 'aws.s3' })).toMatch(
        /No bucket here sends its events to EventBridge; Drop does not \(\S+:\d+\)/,
      );
    for (const host of sending)
      expect(warned(host, 'Work', 'eventbridge', { source: 'aws.s3' })).toBe('');
  });
});

describe('what is in another region', () => {
  const arn = (service: string, region: string, name = 'jobs') =>
    `'arn:aws:${service}:${region}:123456789012:${name}'`;
  const STATEMENTS = `${cdkFn('Work')}sqs.Queue.fromQueueArn(this, 'Far', ${arn('sqs', 'us-east-1')});
sqs.Queue.fromQueueArn(this, 'Near', ${arn('sqs', 'eu-west-1')});
kinesis.Stream.fromStreamArn(this, 'Clicks', ${arn('kinesis', 'us-east-1', 'stream/clicks')});
sns.Topic.fromTopicArn(this, 'News', ${arn('sns', 'us-east-1')});
events.EventBus.fromEventBusArn(this, 'FarBus', ${arn('events', 'us-east-1', 'event-bus/far')});
events.EventBus.fromEventBusArn(this, 'NearBus', ${arn('events', 'eu-west-1', 'event-bus/near')});
`;
  const inRegion = (props: string, stack = '') => {
    const { form, files } = cdkHost(STATEMENTS);
    const of = (path: string, from: string, to: string) =>
      [path, files.get(path)!.replace(from, to)] as const;
    const made = `new AppStack(app, 'App'${props});${stack}`;
    const app = of(
      'bin/app.ts',
      "new AppStack(new App(), 'App');",
      `const app = new App();\n${made}`,
    );
    const given = ['scope: Construct, id: string', 'super(scope, id'];
    const text = files
      .get('lib/app-stack.ts')!
      .replace(/constructor\([^)]*\)/, `constructor(${given[0]}, props?: cdk.StackProps)`)
      .replace(/super\([^)]*\)/, `${given[1]}, props)`);
    return { form, files: new Map([...files, app, ['lib/app-stack.ts', text] as const]) };
  };
  const EU = ", { env: { account: '123456789012', region: 'eu-west-1' } }";

  it.each([
    ['sqs', { queue: 'Far' }],
    ['kinesis', { stream: 'Clicks' }],
    ['eventbridge', { bus: 'FarBus', source: 'my.app' }],
  ])('is not read: %s', (type, options) => {
    const { refusal } = asked(inRegion(EU), 'Work', type, options);
    expect(refusal?.message).toMatch(/is in us-east-1 \(\S+\), and Work in eu-west-1/);
  });

  it.each([
    ['sqs', { queue: 'Near' }],
    ['sns', { topic: 'News' }],
    ['eventbridge', { bus: 'NearBus', source: 'my.app' }],
  ])('is not what sends, nor what is in the same: %s', (type, options) => {
    expect(asked(inRegion(EU), 'Work', type, options).refusal).toBeUndefined();
  });

  it.each([
    ['the region is not said', '', ''],
    ['the region is that of who deploys', ', { env: { region: process.env.AWS_REGION } }', ''],
    [
      'the stack is made in several',
      EU,
      "\nnew AppStack(app, 'Us', { env: { region: 'us-east-1' } });",
    ],
  ])('is not known where %s', (_, props, stack) => {
    const { refusal } = asked(inRegion(props, stack), 'Work', 'sqs', { queue: 'Far' });
    expect(refusal).toBeUndefined();
  });
});
