import { describe, expect, it } from 'vitest';
import { asked, cdkFn, cdkHost, fn, samHost } from '../../support/rules.ts';

const OF = { api: 'Shop', auth: 'none', path: '/orders' };

const shop = (routes: string) =>
  cdkHost(`${cdkFn('Work')}${cdkFn('Other')}const shop = new apigwv2.HttpApi(this, 'Shop');
const integration = new HttpLambdaIntegration('Work', work);
${routes}`);

const said = (host: ReturnType<typeof cdkHost>, method: string) =>
  asked(host, 'Other', 'http', { ...OF, method }).refusal?.message;

describe('a route of a helper', () => {
  const helper = (method: string) => `const route = (method: apigwv2.HttpMethod, path: string) => {
  shop.addRoutes({ path, methods: [method], integration });
};
const { GET, POST: post } = apigwv2.HttpMethod;
const orders = '/orders';
route(${method}, orders);`;

  it.each([
    ['apigwv2.HttpMethod.GET', 'GET'],
    ['GET', 'GET'],
    ['post', 'POST'],
  ])('is known where it is called with %s', (given, method) => {
    const host = shop(helper(given));
    expect(said(host, method)).toMatch(new RegExp(`^${method} /orders leads to`));
    expect(said(host, 'PUT')).toBeUndefined();
  });
});

describe('a route whose method is not known', () => {
  it.each(['methods: [props.method]', 'methods: props.methods'])(
    'may be the same: %s',
    (methods) => {
      const host = shop(`shop.addRoutes({ path: '/orders', ${methods}, integration });`);
      expect(said(host, 'GET')).toMatch(/^GET \/orders may lead to .* already/);
      const elsewhere = { ...OF, path: '/others' };
      expect(asked(host, 'Other', 'http', elsewhere).refusal).toBeUndefined();
    },
  );

  it('may be the same in a template', () => {
    const host = samHost(
      `Shop:\n  Type: AWS::Serverless::HttpApi\n${fn(
        'Work',
        'Events:',
        '  Get:',
        '    Type: HttpApi',
        '    Properties: { ApiId: !Ref Shop, Path: /orders, Method: !Ref Verb }',
      )}${fn('Other')}`,
    );
    expect(said(host, 'GET')).toMatch(/^GET \/orders may lead to Work already/);
  });
});

describe('a route whose path is not known', () => {
  const TAKEN = /^GET \/orders may lead to .* already .*: the path there is not known/;
  const get = 'methods: [apigwv2.HttpMethod.GET], integration';

  it.each([
    'path: props.path',
    `path: \`/\${props.name}\``,
    "path: '/or' + props.name",
    `path: \`\${props.base}/orders\``,
  ])('may be the same: %s', (path) => {
    const host = shop(`shop.addRoutes({ ${path}, ${get} });`);
    expect(said(host, 'GET')).toMatch(TAKEN);
    expect(said(host, 'POST')).toBeUndefined();
  });

  it.each([`path: \`/items/\${props.name}\``, "path: '/orders/' + props.name"])(
    'is another where what is known of it differs: %s',
    (path) => {
      expect(said(shop(`shop.addRoutes({ ${path}, ${get} });`), 'GET')).toBeUndefined();
    },
  );

  it('may be the same under any name of a variable', () => {
    const host = shop(`shop.addRoutes({ path: \`/orders/{\${props.key}}\`, ${get} });`);
    const add = (path: string) => asked(host, 'Other', 'http', { ...OF, path }).refusal;
    expect(add('/orders/{id}')?.message).toContain('may lead to');
    expect(add('/orders')).toBeUndefined();
  });

  const rest = (resource: string) =>
    cdkHost(`${cdkFn('Work')}${cdkFn('Other')}const shop = new apigw.RestApi(this, 'Shop');
${resource}.addMethod('GET', new apigw.LambdaIntegration(work));`);

  it('of a REST API may be the same', () => {
    const host = rest('shop.root.addResource(props.name)');
    expect(said(host, 'GET')).toMatch(TAKEN);
    expect(said(host, 'POST')).toBeUndefined();
    expect(said(rest("shop.root.addResource('items').addResource(props.name)"), 'GET')).toBe(
      undefined,
    );
  });

  it('of a REST API has the variables that are known of it', () => {
    const host = rest("shop.root.addResource('{id}').addResource(props.name)");
    const { refusal } = asked(host, 'Other', 'http', { ...OF, path: '/{order}', method: 'POST' });
    expect(refusal?.hint).toContain('Call it {id} in --path.');
  });
});

describe('a route of a template whose path is not known', () => {
  const NAME = 'Parameters:\n  Name: { Type: String }\n';
  const event = (path: string, method = 'get') =>
    samHost(
      `Shop:\n  Type: AWS::Serverless::HttpApi\n${fn(
        'Work',
        'Events:',
        '  Get:',
        '    Type: HttpApi',
        `    Properties: { ApiId: !Ref Shop, Path: ${path}, Method: ${method} }`,
      )}${fn('Other')}`,
      NAME,
    );
  const key = (text: string) =>
    samHost(
      `Shop:
  Type: AWS::ApiGatewayV2::Api
  Properties: { Name: shop, ProtocolType: HTTP }
Route:
  Type: AWS::ApiGatewayV2::Route
  Properties: { ApiId: !Ref Shop, RouteKey: ${text} }
${fn('Other')}`,
      NAME,
    );
  const method = (part: string, verb = 'GET') =>
    samHost(
      `Shop:
  Type: AWS::Serverless::Api
  Properties: { StageName: live }
Part:
  Type: AWS::ApiGateway::Resource
  Properties: { RestApiId: !Ref Shop, ParentId: !GetAtt Shop.RootResourceId, PathPart: ${part} }
Get:
  Type: AWS::ApiGateway::Method
  Properties: { RestApiId: !Ref Shop, ResourceId: !Ref Part, HttpMethod: ${verb} }
${fn('Other')}`,
      NAME,
    );

  it.each([
    ['an event', event('!Ref Name')],
    ['an event, in part', event(`!Sub '/\${Name}'`)],
    ['an event, joined', event("!Join ['/', ['', !Ref Name]]")],
    ['an event, with values of its own', event(`!Sub ['/or\${Rest}', { Rest: !Ref Name }]`)],
    ['a key', key('!Ref Name')],
    ['a key, in part', key(`!Sub 'GET /\${Name}'`)],
  ])('may be the same: %s', (_, host) => {
    expect(said(host, 'GET')).toMatch(/^GET \/orders may lead to .*the path there is not known/);
  });

  it.each([
    ['an event', event(`!Sub '/items/\${Name}'`), 'GET'],
    ['an event of another method', event('!Ref Name'), 'POST'],
    ['a key', key(`!Sub 'GET /items/\${Name}'`), 'GET'],
    ['a key of another method', key(`!Sub 'GET /\${Name}'`), 'POST'],
  ])('is another where what is known of it differs: %s', (_, host, verb) => {
    expect(said(host, verb)).toBeUndefined();
  });

  it('may be the same by the part of a resource, or by its method', () => {
    for (const host of [method('!Ref Name'), method('orders', '!Ref Name')])
      expect(said(host, 'GET')).toMatch(/^GET \/orders may lead to /);
  });
});
