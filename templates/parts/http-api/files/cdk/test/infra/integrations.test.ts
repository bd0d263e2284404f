import { expect, test } from 'vitest';
import { every, ofType } from '../support/template.ts';

interface Integration {
  IntegrationUri: string;
}

const integrations = await every<Integration>('AWS::ApiGatewayV2::Integration');

test.each(integrations)('%s: the API may invoke %s', (_, __, integration, stack) => {
  expect(integration).toMatchObject({
    ApiId: expect.stringMatching(/Api$/),
    IntegrationType: 'AWS_PROXY',
    PayloadFormatVersion: '2.0',
  });
  const all = Object.values(ofType(stack, 'AWS::Lambda::Permission'));
  expect(all).toContainEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: integration.IntegrationUri,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: expect.stringMatching(/^arn:.*:execute-api:.*Api\/\*\//),
  });
});

const apis = await every('AWS::ApiGatewayV2::Api');

test.each(apis)('%s: %s deploys its routes by itself', (_, id, api, stack) => {
  expect(api).toMatchObject({ ProtocolType: 'HTTP' });
  const stages = Object.values(ofType<{ ApiId: string }>(stack, 'AWS::ApiGatewayV2::Stage'));
  expect(stages.filter(({ ApiId }) => ApiId === id)).toMatchObject([{ AutoDeploy: true }]);
});

const authorizers = await every('AWS::ApiGatewayV2::Authorizer');

test.each(authorizers)('%s: %s reads tokens for an API of the app', (_, __, authorizer) => {
  expect(authorizer).toMatchObject({
    ApiId: expect.toBeOneOf(apis.map(([, id]) => id)),
    AuthorizerType: 'JWT',
    Name: expect.any(String),
  });
});
