import dns from 'node:dns';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { unsupported, withTimeouts } from '../../src/run/services/states/definition.ts';
import { resolveSyncHost } from '../../src/run/worker/sync-host.ts';
import { sharedProject } from './project.ts';
import { RunningDev } from './start-dev.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x, Timeout: 20, Environment: {Variables: {MACHINE: !Ref Machine}}}}
Resources:
  Starts: {Type: AWS::Serverless::Function, Properties: {Handler: app.starts}}
  Heard:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.heard
      Events: {News: {Type: SNS, Properties: {Topic: !Ref News, FilterPolicy: {kind: [good]}}}}
  Worked:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.heard
      Events: {Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}}
  All:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.heard
      Events: {News: {Type: SNS, Properties: {Topic: !Ref News}}}
  News: {Type: AWS::SNS::Topic}
  Jobs: {Type: AWS::SQS::Queue}
  Placed: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [shop]}, Targets: [{Id: T, Arn: !Ref News}, {Id: Q, Arn: !GetAtt Jobs.Arn}]}}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Role: 'arn:aws:iam::000000000000:role/r'
      Definition:
        StartAt: Tell
        States:
          Tell:
            Type: Task
            Resource: arn:aws:states:::sns:publish
            Parameters: {TopicArn: !Ref News, Message: '{"default": "for all", "lambda": "for functions"}', MessageStructure: json, MessageAttributes: {kind: {DataType: String, StringValue: good}}}
            Next: Queue
          Queue:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters: {QueueUrl: !Ref Jobs, MessageBody: {job: 1}}
            End: true
`;

const APP = `
const { SFNClient, StartSyncExecutionCommand } = require('@aws-sdk/client-sfn');
exports.starts = async () => {
  const { status, error, cause } = await new SFNClient().send(new StartSyncExecutionCommand({ stateMachineArn: process.env.MACHINE, input: '{}' }));
  return { status, error, cause };
};
exports.heard = async () => {};`;

const folder = sharedProject({
  'template.yaml': TEMPLATE,
  'app.js': APP,
  'samconfig.toml': 'version = 0.1\n[default.deploy.parameters]\nregion = "eu-west-1"\n',
});
let dev: RunningDev;

beforeAll(async () => {
  dev = await RunningDev.start(folder);
}, 60_000);
afterAll(async () => void (await dev.stop()));

const one = (name: string) =>
  dev.until(
    () => dev.invocations(name),
    (found) => found.length > 0,
    20,
  );

it('a function waits for an execution, whose tasks publish and send in the machine’s region, all in one chain', async () => {
  const { outcome } = await dev.post('invoke', { function: 'Starts' });
  expect(outcome.error).toBeUndefined();
  expect(JSON.parse(outcome.result)).toEqual({ status: 'SUCCEEDED' });
  const [heard] = await one('Heard');
  const { Message, MessageAttributes } = (heard!.event as { Records: [{ Sns: object }] }).Records[0]
    .Sns as { Message: string; MessageAttributes: object };
  expect(Message).toBe('for functions');
  expect(MessageAttributes).toEqual({ kind: { Type: 'String', Value: 'good' } });
  const [worked] = await one('Worked');
  expect(worked!.event).toMatchObject({
    Records: [{ body: '{"job":1}', awsRegion: 'eu-west-1' }],
  });
  const [starts] = await one('Starts');
  expect([heard!.chain, worked!.chain]).toEqual([starts!.chain, starts!.chain]);
});

it('what a rule sends to a topic and to a queue is one chain', async () => {
  await dev.post('send', { to: 'events', source: 'shop', detailType: 'placed', body: { n: 1 } });
  const sent = (name: string) =>
    dev.until(
      () => dev.invocations(name).filter(({ event }) => JSON.stringify(event).includes('placed')),
      (found) => found.length > 0,
      20,
    );
  expect((await sent('All'))[0]!.chain).toBe((await sent('Worked'))[0]!.chain);
});

it('a task has the time of Step Functions where the definition sets none', () => {
  const task = { Type: 'Task', Resource: 'r' };
  const bounded = { ...task, TimeoutSeconds: 5 };
  const branch = { StartAt: 'In', States: { In: task } };
  const made = withTimeouts({
    StartAt: 'A',
    States: {
      A: task,
      B: bounded,
      C: { Type: 'Parallel', Branches: [branch] },
      D: { Type: 'Map', ItemProcessor: branch },
      E: { ...task, TimeoutSecondsPath: '$.t' },
    },
  });
  const long = { ...task, TimeoutSeconds: 2_000_000 };
  const within = { StartAt: 'In', States: { In: long } };
  expect(made.States).toEqual({
    A: long,
    B: bounded,
    C: { Type: 'Parallel', Branches: [within] },
    D: { Type: 'Map', ItemProcessor: within },
    E: { ...task, TimeoutSecondsPath: '$.t' },
  });
});

it.each([
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailurePercentagePath',
])('a Map with %s is not run', (part) => {
  const States = { All: { Type: 'Map', [part]: {}, End: true } };
  expect(unsupported({ StartAt: 'All', States })).toMatch(/the local interpreter does not know/);
});

it('the lookup that knows the host of StartSyncExecution stays what Node gives otherwise', async () => {
  const { lookup } = dns;
  onTestFinished(() => {
    dns.lookup = lookup;
  });
  const outcome = (host: unknown) =>
    new Promise((resolve) => {
      try {
        dns.lookup(host as string, (...results) => resolve(results));
      } catch (error) {
        resolve((error as { code?: string }).code);
      }
    });
  const before = await outcome(undefined);
  resolveSyncHost();
  expect(await outcome(undefined)).toEqual(before);
  expect(await outcome('sync-127.0.0.1')).toEqual([null, '127.0.0.1', 4]);
  expect(await promisify(dns.lookup)('127.0.0.1')).toEqual({ address: '127.0.0.1', family: 4 });
});
