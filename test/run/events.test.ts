import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { plainTemplate, project } from './project.ts';
import { RunningDev } from './start-dev.ts';

async function start(...asked: Parameters<typeof RunningDev.start>): Promise<RunningDev> {
  const dev = await RunningDev.start(...asked);
  onTestFinished(async () => void (await dev.stop()));
  return dev;
}

describe('schedules by time', () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x}}
Resources:
  Often: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler, Events: {At: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}}}}
  Minutely: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler, Events: {At: {Type: ScheduleV2, Properties: {ScheduleExpression: cron(* * * * ? *), Input: '{"at": "<aws.scheduler.scheduled-time>"}'}}}}}
  Daily: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler, Events: {At: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}}}
  Disabled: {Type: AWS::Serverless::Function, Properties: {Handler: app.handler, Events: {At: {Type: Schedule, Properties: {Schedule: rate(1 minute), Enabled: false}}}}}
`;
  const files = {
    'template.yaml': template,
    'app.js': 'exports.handler = async (event) => event;',
  };
  const preload = pathToFileURL(join(packageRoot, 'test/support/preload/fast-clock.mjs')).href;
  const env = { NODE_OPTIONS: `--import=${preload}` };

  it('fire with --schedules', async () => {
    const dev = await start(project(files), ['--schedules'], env);
    await dev.until(
      () => [dev.invocations('Often'), dev.invocations('Minutely')],
      (all) => all.every((each) => each.length >= 2),
    );
    expect(dev.invocations('Often')[0]).toMatchObject({
      trigger: 'schedule',
      event: { source: 'aws.events', 'detail-type': 'Scheduled Event' },
    });
    expect(dev.invocations('Minutely')[0]).toMatchObject({
      event: { at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/) },
    });
    expect(dev.invocations('Daily').length + dev.invocations('Disabled').length).toBe(0);
  });

  it('do not fire without it, but by command', async () => {
    const dev = await start(project(files), [], env);
    expect(dev.ready.notes).toContain('Schedules fire from the page, and by time with --schedules');
    await dev.post('fire', { schedule: await dev.id('DailyAt') });
    await dev.until(
      () => dev.invocations('Daily'),
      (each) => each.length === 1,
    );
    expect(dev.lines.map((line) => line.function)).toEqual(['Daily']);
  });
});

describe('function URLs', () => {
  const template = plainTemplate(
    ['Open', 'Signed'],
    'FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: ["https://a.example.com"], AllowMethods: [PUT]}}',
  ).replace(/(Signed:[\s\S]*AuthType: )NONE/, '$1AWS_IAM');
  const handler = `exports.handler = async ({ requestContext, ...event }) => ({
    statusCode: 201, headers: { 'x-a': 'b' }, cookies: ['c=1'],
    body: JSON.stringify({ method: requestContext.http.method, path: event.rawPath, query: event.rawQueryString, body: event.body,
      account: requestContext.authorizer?.iam?.accountId, version: event.version, forwarded: [event.headers['x-forwarded-for'], event.headers['x-forwarded-proto']] }) });`;

  it('take every method and path; a browser only from allowed origins', async () => {
    const dev = await start(
      project({ 'template.yaml': template, 'open.js': handler, 'signed.js': handler }),
    );
    const answer = await dev.call('OpenUrl', 'PUT', '/a/b?c=d', 'text', {
      origin: 'https://a.example.com',
    });
    expect(answer.status).toBe(201);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-a': 'b',
      'set-cookie': 'c=1',
      'access-control-allow-origin': 'https://a.example.com',
    });
    expect(await answer.json()).toEqual({
      method: 'PUT',
      path: '/a/b',
      query: 'c=d',
      body: 'text',
      version: '2.0',
      forwarded: ['127.0.0.1', 'http'],
    });
    const other = await dev.call('OpenUrl', 'GET', '/', undefined, { origin: 'https://b.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const signed = await dev.call('SignedUrl', 'GET', '/');
    expect(await signed.json()).toMatchObject({ account: '000000000000' });
  });
});

describe('asynchronous invocation', () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x, Timeout: 10}}
Resources:
  Starts: {Type: AWS::Serverless::Function, Properties: {Handler: app.starts, Environment: {Variables: {NAME: !Ref Works}}}}
  Works:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.works
      EventInvokeConfig:
        MaximumRetryAttempts: 1
        DestinationConfig:
          OnSuccess: {Type: SQS, Destination: !GetAtt Done.Arn}
          OnFailure: {Type: Lambda, Destination: !GetAtt Cleans.Arn}
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}
  Cleans: {Type: AWS::Serverless::Function, Properties: {Handler: app.cleans}}
  Done: {Type: AWS::SQS::Queue}
  Dead: {Type: AWS::SQS::Queue}
`;
  const app = `exports.starts = async (event) => {
      const authorization = 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=x';
      const url = process.env.AWS_ENDPOINT_URL + '/2015-03-31/functions/' + process.env.NAME + '/invocations';
      const { status } = await fetch(url, { method: 'POST', headers: { authorization, 'x-amz-invocation-type': 'Event' }, body: JSON.stringify(event) });
      return status;
    };
    exports.works = async ({ fails }) => { if (fails) throw new RangeError('no'); return 'done'; };
    exports.cleans = async () => {};`;

  it('is tried again; then the destinations and dead letters get it, in one chain', async () => {
    const dev = await start(project({ 'template.yaml': template, 'app.js': app }));
    const starts = (payload: object) => dev.post('invoke', { function: 'Starts', payload });
    expect(await starts({ n: 1 })).toMatchObject({ outcome: { result: '202' } });
    const done = await dev.until(
      () => dev.contents('Done'),
      ({ ready }) => ready.length === 1,
    );
    expect(JSON.parse(done.ready[0].body)).toMatchObject({
      version: '1.0',
      requestContext: { condition: 'Success', approximateInvokeCount: 1 },
      requestPayload: { n: 1 },
      responsePayload: 'done',
    });
    await starts({ fails: true });
    const [cleans] = await dev.until(
      () => dev.invocations('Cleans'),
      (each) => each.length === 1,
    );
    expect(cleans!.event).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { fails: true },
      responsePayload: { errorType: 'RangeError', errorMessage: 'no' },
    });
    const failed = dev.invocations('Works').filter(({ error }) => error);
    expect(failed).toHaveLength(2);
    expect(new Set([cleans, ...failed].map((each) => each!.chain)).size).toBe(1);
    const dead = await dev.until(
      () => dev.contents('Dead'),
      ({ ready }) => ready.length === 1,
    );
    expect(JSON.parse(dead.ready[0].body)).toEqual({ fails: true });
  });
});
