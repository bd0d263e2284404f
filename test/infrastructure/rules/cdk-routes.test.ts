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
