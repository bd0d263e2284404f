import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOf } from '../../src/run/gateway/lambda-authorizer.ts';
import { sharedProject } from './project.ts';
import { RunningDev } from './start-dev.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x, Timeout: 10}}
Resources:
  Http:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
          Simple: {FunctionArn: !GetAtt Simple.Arn, AuthorizerPayloadFormatVersion: '2.0', EnableSimpleResponses: true, Identity: {Headers: [Authorization]}}
          Policy: {FunctionArn: !GetAtt Policy.Arn, AuthorizerPayloadFormatVersion: '2.0', Identity: {Headers: [Authorization]}}
  Rest:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        Authorizers:
          Token: {FunctionArn: !GetAtt Policy.Arn}
          Request: {FunctionArn: !GetAtt Policy.Arn, FunctionPayloadType: REQUEST, Identity: {Headers: [Authorization]}}
  Simple: {Type: AWS::Serverless::Function, Properties: {Handler: app.simple}}
  Policy: {Type: AWS::Serverless::Function, Properties: {Handler: app.policy}}
  Answers:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.answers
      Events:
        Simple: {Type: HttpApi, Properties: {ApiId: !Ref Http, Path: /simple, Method: get, Auth: {Authorizer: Simple}}}
        Policy: {Type: HttpApi, Properties: {ApiId: !Ref Http, Path: /policy, Method: get, Auth: {Authorizer: Policy}}}
        Token: {Type: Api, Properties: {RestApiId: !Ref Rest, Path: /token, Method: get, Auth: {Authorizer: Token}}}
        Request: {Type: Api, Properties: {RestApiId: !Ref Rest, Path: /request, Method: get, Auth: {Authorizer: Request}}}
`;

const APP = `
const sees = (event) => { if ('body' in event || 'isBase64Encoded' in event) throw new Error('a body'); };
const tokenOf = (event) => event.authorizationToken ?? event.headers.authorization ?? event.headers.Authorization;
exports.simple = async (event) => {
  sees(event);
  if (tokenOf(event) === 'broken') throw new Error('broken');
  return tokenOf(event) === 'nothing' ? {} : { isAuthorized: tokenOf(event) === 'good', context: { who: 'ada' } };
};
exports.policy = async (event) => {
  sees(event);
  const token = tokenOf(event);
  if (token === 'unknown') throw new Error('Unauthorized');
  if (token === 'nothing') return {};
  if (token === 'simple') return { isAuthorized: true };
  const Resource = token === 'elsewhere' ? 'arn:aws:execute-api:us-east-1:000000000000:other/*' : (event.methodArn ?? event.routeArn);
  const Effect = token === 'bad' ? 'Deny' : 'Allow';
  return { principalId: 'ada', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] }, context: { who: { map: { name: 'ada' }, values: 7 }[token] ?? 'ada' } };
};
exports.answers = async ({ requestContext: { authorizer } }) => ({ statusCode: 200, body: typeof (authorizer.lambda ?? authorizer).who === 'string' ? (authorizer.lambda ?? authorizer).who : JSON.stringify((authorizer.lambda ?? authorizer).who) + ' as JSON' });`;

const ARN = 'arn:aws:execute-api:us-east-1:000000000000:rest/prod/GET/orders';

describe('the answer of an authorizer', () => {
  const policy = (...Statement: object[]) => ({ principalId: 'a', policyDocument: { Statement } });

  it.each([
    [policy({ Effect: 'Allow', Resource: '*' }), 'allow'],
    [
      policy({ Effect: 'Allow', Resource: ['x', 'arn:aws:execute-api:*/prod/GET/order?'] }),
      'allow',
    ],
    [policy({ Effect: 'Allow', Resource: '*' }, { Effect: 'Deny', Resource: ARN }), 'deny'],
    [policy({ Effect: 'Allow', Resource: '*/POST/*' }), 'implicit deny'],
    [policy(), 'implicit deny'],
    [{ policyDocument: { Statement: { Effect: 'Allow', Resource: '*' } } }, 'invalid'],
    [{}, 'invalid'],
  ])('%j is: %s', (answer, expected) => {
    expect(decisionOf(answer, ARN, false)).toBe(expected);
  });

  it('is simple only where that is enabled', () => {
    const decided = [true, false].map((isSimple) =>
      decisionOf({ isAuthorized: true }, ARN, isSimple),
    );
    expect(decided).toEqual(['allow', 'invalid']);
  });
});

describe('functions that authorize', () => {
  const folder = sharedProject({ 'template.yaml': TEMPLATE, 'app.js': APP });
  let dev: RunningDev;

  beforeAll(async () => {
    dev = await RunningDev.start(folder);
  }, 60_000);
  afterAll(async () => void (await dev.stop()));

  const explicit =
    '{"Message":"User is not authorized to access this resource with an explicit deny"}';
  const implicit = '{"Message":"User is not authorized to access this resource"}';

  it.each([
    ['Http', '/simple', 'good', 200, 'ada'],
    ['Http', '/simple', 'bad', 403, '{"message":"Forbidden"}'],
    ['Http', '/simple', undefined, 401, '{"message":"Unauthorized"}'],
    ['Http', '/simple', 'broken', 500, '{"message":"Internal Server Error"}'],
    ['Http', '/simple', 'nothing', 500, '{"message":"Internal Server Error"}'],
    ['Http', '/policy', 'good', 200, 'ada'],
    ['Http', '/policy', 'bad', 403, '{"message":"Forbidden"}'],
    ['Http', '/policy', 'elsewhere', 403, '{"message":"Forbidden"}'],
    ['Http', '/policy', undefined, 401, '{"message":"Unauthorized"}'],
    ['Rest', '/token', 'good', 200, 'ada'],
    ['Rest', '/prod/token', 'good', 200, 'ada'],
    ['Rest', '/token', 'bad', 403, explicit],
    ['Rest', '/token', 'elsewhere', 403, implicit],
    ['Rest', '/token', 'unknown', 401, '{"message":"Unauthorized"}'],
    ['Rest', '/token', 'nothing', 500, '{"message":"Internal Server Error"}'],
    ['Http', '/policy', 'simple', 500, '{"message":"Internal Server Error"}'],
    ['Http', '/policy', 'values', 200, '7 as JSON'],
    ['Rest', '/token', 'simple', 500, '{"message":"Internal Server Error"}'],
    ['Rest', '/token', 'values', 200, '7'],
    ['Rest', '/token', 'map', 500, '{"message":"Internal Server Error"}'],
    ['Rest', '/token', undefined, 401, '{"message":"Unauthorized"}'],
    ['Rest', '/request', 'good', 200, 'ada'],
    ['Rest', '/request', 'bad', 403, explicit],
    ['Rest', '/request', undefined, 401, '{"message":"Unauthorized"}'],
  ])('%s API, %s with %s: %d', async (api, path, token, status, body) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: token };
    const response = await dev.call(api, 'GET', path, undefined, headers);
    expect([response.status, await response.text()]).toEqual([status, body]);
  });
});
