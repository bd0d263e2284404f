import { expect, test } from 'vitest';
import { load, ofType, properties } from '../support/template.ts';

interface Part {
  RestApiId: string;
}

interface Method extends Part {
  AuthorizationType: string;
  AuthorizerId?: string;
  HttpMethod: string;
  Integration: { Uri: string };
}

const template = await load();
const apis = Object.keys(ofType(template, 'AWS::ApiGateway::RestApi'));

const all = <T extends Part>(kind: string) =>
  Object.entries(ofType<T>(template, `AWS::ApiGateway::${kind}`));

const deployed = [
  'Authorizer',
  'GatewayResponse',
  'Method',
  'Model',
  'RequestValidator',
  'Resource',
];
const parts = deployed.flatMap(all);

test.each([...parts, ...all('Deployment')])('%s belongs to an API of the stack', (_, part) => {
  expect(apis).toContain(part.RestApiId);
});

test.each(all<Method>('Method'))('the API may invoke the function of %s', (_, method) => {
  const [, fn] = /functions\/(\w+)\.Alias\//.exec(method.Integration.Uri) ?? [];
  expect(method.Integration).toMatchObject({ IntegrationHttpMethod: 'POST', Type: 'AWS_PROXY' });
  const source = `^arn:.*:execute-api:.*:${method.RestApiId}/.+/${method.HttpMethod}/`;
  expect(Object.values(ofType(template, 'AWS::Lambda::Permission'))).toContainEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: `${fn}.Alias`,
    Principal: 'apigateway.amazonaws.com',
    SourceArn: expect.stringMatching(source),
  });
  if (!method.AuthorizerId) return;
  expect(properties(template, method.AuthorizerId)).toMatchObject({
    IdentitySource: 'method.request.header.Authorization',
    Name: expect.any(String),
    Type: method.AuthorizationType,
  });
});

test.each(all('Model'))('%s is a schema of the draft that API Gateway reads', (_, model) => {
  expect(model).toMatchObject({
    ContentType: 'application/json',
    Schema: { $schema: 'http://json-schema.org/draft-04/schema#' },
  });
});

test.each(apis)('the stage of %s has all of its parts', (id) => {
  const [stage] = all<Part & { DeploymentId: string }>('Stage').filter(
    ([, { RestApiId }]) => RestApiId === id,
  );
  const own = parts.filter(([, { RestApiId }]) => RestApiId === id).map(([part]) => part);
  const { DependsOn } = template[stage?.[1].DeploymentId ?? ''] ?? {};
  expect(DependsOn).toEqual(expect.arrayContaining(own));
});
