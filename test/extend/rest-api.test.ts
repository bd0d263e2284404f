import { describe, expect, it } from 'vitest';
import {
  addTrigger,
  after,
  bytes,
  hostOf,
  ownHost,
  read,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';

const OPTIONS = { api: 'OwnRestApi', method: 'POST', path: '/orders/{id}' };

describe('an http trigger on a REST API', () => {
  it('is a method of it in a stack, once', () => {
    const there = after(FOREIGN.cdk, addTrigger(FOREIGN.cdk, 'resize', 'http', OPTIONS));
    const stack = read(there, 'lib/app-stack.ts');
    expect(stack).toContain("restApi.root.resourceForPath('/orders/{id}')");
    expect(stack).toContain("resizeRoute.addMethod('POST', resizeIntegration, {");
    expect(addTrigger(there, 'resize', 'http', OPTIONS).changes).toEqual([]);
    const two = after(there, addTrigger(there, 'resize', 'http', { ...OPTIONS, path: '/other' }));
    expect(addTrigger(two, 'resize', 'http', { ...OPTIONS, path: '/other' }).changes).toEqual([]);
  });

  it('is an event of the function in a template', () => {
    const there = after(FOREIGN.sam, addTrigger(FOREIGN.sam, 'resize', 'http', OPTIONS));
    expect(read(there, 'template.yaml')).toContain(`          Type: Api
          Properties:
            RestApiId: !Ref OwnRestApi
            Method: POST
            Path: /orders/{id}
            Auth:
              Authorizer: AWS_IAM
`);
  });

  it.each([FOREIGN.cdk, FOREIGN.sam])('has a parser of what such an API sends', (host) => {
    const there = after(host, addTrigger(host, 'resize', 'http', OPTIONS));
    const parser = [...there.files].find(([path]) => path.endsWith('rest-event.ts'))![1];
    expect(parser).toContain('httpMethod');
    const event = JSON.parse(read(there, 'events/resize/http.valid.json'));
    expect(event).toMatchObject({ resource: '/orders/{id}', path: '/orders/1001' });
  });

  it.each(['sam', 'cdk'] as const)('stays tested in a project of our own, as %s', (form) => {
    const own = ownHost(form, [
      { pattern: 'rest-api', name: 'items', options: { api: 'rest' } },
      { pattern: 'function', name: 'resize' },
    ]);
    const options = { api: 'ItemsApi', path: '/resize' };
    const there = after(own, addTrigger(own, 'resize', 'http', options));
    const test = read(there, 'test/infra/resize-http.test.ts');
    expect(test).toContain("routes(template, 'ItemsApi')");
    expect(test).toContain('rest-api.ts');
    expect(bytes(after(there, removeTrigger(there, 'resize', 'http')))).toEqual(bytes(own));
  });
});

const template = (resources: string) =>
  hostOf('sam', {
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
${resources}`,
  });

describe.each([
  { event: 'Api', property: 'RestApiId', implicit: 'ServerlessRestApi' },
  { event: 'HttpApi', property: 'ApiId', implicit: 'ServerlessHttpApi' },
])('the API of events of type $event that name none', ({ event, property, implicit }) => {
  const IMPLICIT = template(`  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hello.handler
      Events:
        Hello:
          Type: ${event}
          Properties:
            Path: /hello
            Method: get
`);

  it('is what a new event takes, as its siblings do', () => {
    const there = after(IMPLICIT, addTrigger(IMPLICIT, 'resize', 'http', { path: '/resize' }));
    const text = read(there, 'template.yaml');
    expect(text).toContain(`Type: ${event}\n          Properties:\n            Method: GET`);
    expect(text).not.toContain(property);
    expect(text).not.toContain('Outputs:');
    expect(addTrigger(there, 'resize', 'http', { path: '/resize' }).changes).toEqual([]);
    expect(bytes(after(there, removeTrigger(there, 'resize', 'http')))).toEqual(bytes(IMPLICIT));
  });

  it('is named as one that can be taken', () => {
    const options = { path: '/resize', api: implicit };
    const there = after(IMPLICIT, addTrigger(IMPLICIT, 'resize', 'http', options));
    expect(read(there, 'template.yaml')).toContain(`Type: ${event}\n`);
  });

  it('has each route once', () => {
    expect(() => addTrigger(IMPLICIT, 'resize', 'http', { path: '/hello' })).toThrow(
      'GET /hello leads to Hello already',
    );
  });
});

it('the implicit HTTP API knows signed callers only where Globals enables them', () => {
  const host = template(`  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: hello.handler
      Events:
        Hello: {Type: HttpApi, Properties: {Path: /hello, Method: get}}
`);
  const textWith = (auth: string) =>
    read(after(host, addTrigger(host, 'resize', 'http', { path: '/x', auth })), 'template.yaml');
  expect(textWith('iam')).toContain(
    'Globals:\n  HttpApi:\n    Auth:\n      EnableIamAuthorizer: true',
  );
  expect(textWith('none')).not.toContain('Globals');
});

describe('a REST API of plain CloudFormation', () => {
  const PLAIN = template(`  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: api
`);

  it('is refused, with all that is to be pasted', () => {
    try {
      addTrigger(PLAIN, 'resize', 'http', { api: 'Api', path: '/orders/{id}' });
      expect.unreachable();
    } catch (error) {
      const { message, hint, paste } = error as Record<string, string>;
      expect(message).toContain('has to be made anew with each of its methods');
      expect(hint).toContain('DependsOn');
      expect(paste).toContain("ParentId: !GetAtt Api.RootResourceId\n      PathPart: 'orders'");
      expect(paste).toContain("ParentId: !Ref ResizeOrdersResource\n      PathPart: '{id}'");
      expect(paste).toContain('ResourceId: !Ref ResizeOrdersIdResource');
      expect(paste).not.toContain('__');
    }
  });
});
