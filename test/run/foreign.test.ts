import { expect, it, onTestFinished } from 'vitest';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

async function start(files: Readonly<Record<string, string>>): Promise<RunningDev> {
  const dev = await RunningDev.start(project(files));
  onTestFinished(async () => void (await dev.stop()));
  return dev;
}

const received = (dev: RunningDev, name: string) =>
  dev.until(
    () => dev.invocations(name),
    (each) => each.length > 0,
  );

it('a SAM project in JavaScript: globals, an implicit API, a layer, inline code, a condition; the rest is named', async () => {
  const dev = await start({
    'template.yml': `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters: {Stage: {Type: String, Default: dev}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Globals:
  Function:
    Runtime: nodejs20.x
    Timeout: 15
    CodeUri: functions/
    Layers: [!Ref Shared]
    Environment: {Variables: {STAGE: !Ref Stage, BUS: !Ref Bus}}
Resources:
  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer/, CompatibleRuntimes: [nodejs20.x]}}
  HelloFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hello/index.handler
      Events: {Hello: {Type: Api, Properties: {Path: '/hello/{name}', Method: get}}}
  Notes:
    Type: AWS::Serverless::Function
    Properties:
      Layers: ['arn:aws:lambda:us-east-1:094274105915:layer:Powertools:30']
      Handler: notes.handler
      Events: {Made: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: 's3:ObjectCreated:*', Filter: {S3Key: {Rules: [{Name: suffix, Value: .txt}]}}}}}
  Listens:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs20.x
      Handler: index.handler
      Role: arn:aws:iam::000000000000:role/x
      Code: {ZipFile: 'exports.handler = async (event) => event.detail'}
  Paid: {Type: AWS::Events::Rule, Properties: {EventBusName: !Ref Bus, EventPattern: {source: [shop]}, Targets: [{Id: a, Arn: !GetAtt Listens.Arn}]}}
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop-bus}}
  Uploads: {Type: AWS::S3::Bucket}
  OnlyInProd: {Type: AWS::SQS::Queue, Condition: IsProd}
  Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
  InPython: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: a.b}}
`,
    'functions/hello/index.js':
      "const greet = require('./greet'); exports.handler = async ({ pathParameters }) => ({ statusCode: 200, body: greet(pathParameters.name) });",
    'functions/hello/greet.js': 'module.exports = (name) => process.env.STAGE + ": hello " + name;',
    'functions/notes.js':
      'exports.handler = (event, context, done) => done(null, event.Records[0].s3.object.key);',
    'layer/nodejs/node_modules/shared/index.js': 'module.exports = 1;',
  });
  expect([...dev.ready.functions].sort()).toEqual(['HelloFunction', 'Listens', 'Notes']);
  expect([...dev.ready.notEmulated].sort()).toEqual([
    'Clicks (AWS::Kinesis::Stream): there is no reliable local Kinesis',
    'InPython: its runtime is python3.13',
    expect.stringMatching(
      /^Notes \(AWS::\w+::Function\): not put under \/opt: arn:\S+:layer:Powertools:30$/,
    ),
    expect.stringMatching(/^Shared \(.+\): layers are not put under \/opt$/),
  ]);
  const answer = await dev.call('ServerlessRestApi', 'GET', '/hello/ada');
  expect(await answer.text()).toBe('dev: hello ada');
  await dev.send('Uploads', Buffer.from('x').toString('base64'), { key: 'a.txt' });
  expect((await received(dev, 'Notes'))[0]!.result).toBe('a.txt');
  const { queues } = await dev.state();
  expect(queues).toEqual([]);
});

const HOUSE = `
const { Duration, Stack } = require('aws-cdk-lib');
const lambda = require('aws-cdk-lib/aws-lambda');
const { Construct } = require('constructs');

class HouseFunction extends lambda.Function {
  constructor(scope, id, { module, ...rest }) {
    super(scope, id, {
      runtime: lambda.Runtime.NODEJS_22_X, timeout: Duration.seconds(15), handler: module + '.handler',
      code: lambda.Code.fromAsset(__dirname + '/../src'), ...rest,
    });
  }
}
class Pipeline extends Construct {
  constructor(scope, id, { module }) {
    super(scope, id);
    const sqs = require('aws-cdk-lib/aws-sqs');
    const { SqsEventSource } = require('aws-cdk-lib/aws-lambda-event-sources');
    this.queue = new sqs.Queue(this, 'Jobs', { visibilityTimeout: Duration.seconds(90) });
    this.worker = new HouseFunction(this, 'Worker', { module });
    this.worker.addEventSource(new SqsEventSource(this.queue, { batchSize: 5 }));
  }
}
module.exports = { HouseFunction, Pipeline };`;

it('a CDK app in JavaScript with house constructs, in two stacks', async () => {
  const dev = await start({
    'cdk.json': '{"app": "node bin/app.js"}',
    'lib/house.js': HOUSE,
    'bin/app.js': `
const { App, Stack } = require('aws-cdk-lib');
const { LambdaRestApi } = require('aws-cdk-lib/aws-apigateway');
const { HouseFunction, Pipeline } = require('../lib/house');
const app = new App();
const work = new Stack(app, 'Work');
const pipelines = ['Mail', 'Print'].map((id) => new Pipeline(work, id, { module: id.toLowerCase() }));
const web = new Stack(app, 'Web');
const front = new HouseFunction(web, 'Front', { module: 'front', environment: { QUEUE_URL: pipelines[0].queue.queueUrl } });
pipelines[0].queue.grantSendMessages(front);
new LambdaRestApi(web, 'Api', { handler: front });`,
    'src/front.js': `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
exports.handler = async ({ path }) => {
  await new SQSClient().send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: path }));
  return { statusCode: 202 };
};`,
    'src/mail.js': 'exports.handler = async ({ Records }) => Records.map(({ body }) => body);',
    'src/print.js': 'exports.handler = async () => "printed";',
  });
  expect(dev.ready.notEmulated).toEqual([]);
  expect((await dev.call('Api', 'GET', '/any/path')).status).toBe(202);
  const [mail] = await received(dev, 'MailWorker');
  const [front] = await received(dev, 'Front');
  expect(mail).toMatchObject({ result: ['/any/path'], chain: front!.chain });
  expect(dev.invocations('PrintWorker')).toEqual([]);
}, 120_000);
