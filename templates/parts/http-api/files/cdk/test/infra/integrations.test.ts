import { expect, test } from 'vitest';
import { loadAll, ofType } from '../support/template.ts';

interface Integration {
  IntegrationUri: string;
}

interface Permission {
  FunctionName: string;
  Principal: string;
}

const stacks = Object.entries(await loadAll());

const integrations = stacks.flatMap(([name, stack]) =>
  Object.values(ofType<Integration>(stack, 'AWS::ApiGatewayV2::Integration')).map(
    (integration) => [name, integration.IntegrationUri, integration, stack] as const,
  ),
);

test.each(integrations)('%s: the API may invoke %s', (_, fn, integration, stack) => {
  expect(integration).toMatchObject({
    ApiId: expect.stringMatching(/Api$/),
    IntegrationType: 'AWS_PROXY',
    PayloadFormatVersion: '2.0',
  });
  const all = Object.values(ofType<Permission>(stack, 'AWS::Lambda::Permission'));
  const own = all.filter(({ FunctionName }) => FunctionName === fn);
  expect(own).toContainEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: fn,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: expect.stringMatching(/^arn:.*:execute-api:.*Api\/\*\//),
  });
});

const apis = stacks.flatMap(([name, stack]) =>
  Object.keys(ofType(stack, 'AWS::ApiGatewayV2::Api')).map((id) => [name, id, stack] as const),
);

test.each(apis)('%s: %s deploys its routes by itself', (_, id, stack) => {
  expect(stack[id]?.Properties).toMatchObject({ ProtocolType: 'HTTP' });
  const stages = Object.values(ofType<{ ApiId: string }>(stack, 'AWS::ApiGatewayV2::Stage'));
  expect(stages.filter(({ ApiId }) => ApiId === id)).toMatchObject([{ AutoDeploy: true }]);
});

const authorizers = stacks.flatMap(([name, stack]) =>
  Object.entries(ofType(stack, 'AWS::ApiGatewayV2::Authorizer')).map(
    ([id, authorizer]) => [name, id, authorizer] as const,
  ),
);

test.each(authorizers)('%s: %s reads tokens for an API of the app', (_, __, authorizer) => {
  expect(authorizer).toMatchObject({
    ApiId: expect.toBeOneOf(apis.map(([, id]) => id)),
    AuthorizerType: 'JWT',
    Name: expect.any(String),
  });
});
