import { expect, it, onTestFinished } from 'vitest';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Named: {Type: AWS::Serverless::HttpApi, Properties: {StageName: live}}
  Rest: {Type: AWS::Serverless::Api, Properties: {StageName: prod, BinaryMediaTypes: [image~1png]}}
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      Events:
        Http: {Type: HttpApi, Properties: {ApiId: !Ref Named, Path: /a, Method: ANY}}
        Rest: {Type: Api, Properties: {RestApiId: !Ref Rest, Path: /a, Method: ANY}}
  Calls:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.calls
      Environment: {Variables: {REST: !Sub 'https://\${Rest}.execute-api.\${AWS::Region}.amazonaws.com/prod', OTHER: 'https://abc.execute-api.us-east-1.amazonaws.com'}}
`;

const APP = `exports.handler = async (event) => {
  if (event.queryStringParameters?.image) return { statusCode: 200, headers: { 'content-type': 'image/png' }, isBase64Encoded: true, body: 'AP8=' };
  const { requestContext, rawPath, path, body, isBase64Encoded } = event;
  return { statusCode: 200, body: JSON.stringify({ at: rawPath ?? path, stage: requestContext.stage, path: requestContext.http?.path ?? requestContext.path, body, isBase64Encoded }) };
};
exports.calls = async () => [(await (await fetch(process.env.REST + '/a')).json()).path, process.env.OTHER];`;

it('APIs answer behind their stage, and REST APIs take the media types for binary that they name', async () => {
  const dev = await RunningDev.start(project({ 'template.yaml': TEMPLATE, 'app.js': APP }));
  onTestFinished(async () => void (await dev.stop()));
  const seen = async (...[api, method, path, body, headers]: Parameters<typeof dev.call>) =>
    (await dev.call(api, method, path, body, headers)).json();
  // The events of an HTTP API have the stage in their paths, those of a REST API have it beside them
  expect(await seen('Named', 'GET', '/live/a')).toMatchObject({
    at: '/live/a',
    path: '/live/a',
    stage: 'live',
  });
  expect((await dev.call('Named', 'GET', '/other/a')).status).toBe(404);
  for (const path of ['/prod/a', '/a'])
    expect(await seen('Rest', 'GET', path)).toMatchObject({
      at: '/a',
      path: '/prod/a',
      stage: 'prod',
    });
  const { outcome } = await dev.post('invoke', { function: 'Calls' });
  expect(JSON.parse(outcome.result)).toEqual([
    '/prod/a',
    'https://abc.execute-api.us-east-1.amazonaws.com',
  ]);
  const sent = (type: string) => seen('Rest', 'POST', '/a', 'x', { 'content-type': type });
  expect(await sent('image/png')).toMatchObject({ body: 'eA==', isBase64Encoded: true });
  expect(await sent('image/jpeg')).toMatchObject({ body: 'x', isBase64Encoded: false });
  const image = async (api: string, path: string, accept: string) => {
    const answer = await dev.call(api, 'GET', `${path}?image=1`, undefined, { accept });
    return Buffer.from(await answer.arrayBuffer());
  };
  expect(await image('Rest', '/a', 'image/png, text/html')).toEqual(Buffer.from([0, 255]));
  expect(await image('Rest', '/a', '*/*')).toEqual(Buffer.from('AP8='));
  expect(await image('Named', '/live/a', '*/*')).toEqual(Buffer.from([0, 255]));
});
