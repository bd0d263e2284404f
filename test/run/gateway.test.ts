import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Api, Authorizer, Route } from '../../src/infrastructure/resolve/deployed-api.ts';
import { Activity } from '../../src/run/core/activity.ts';
import type { Runtime } from '../../src/run/core/runtime.ts';
import { corsHeaders, preflight, withCors } from '../../src/run/gateway/cors.ts';
import { Gateway } from '../../src/run/gateway/gateway.ts';
import { identityBy } from '../../src/run/gateway/identity.ts';
import { payload1, payload2 } from '../../src/run/gateway/payloads.ts';
import type { Request } from '../../src/run/gateway/request.ts';
import { response1, response2 } from '../../src/run/gateway/response.ts';
import { matchRoute } from '../../src/run/gateway/routes.ts';
import { refusedRequest } from '../../src/run/gateway/validate.ts';
import { isAllowed } from '../../src/run/page/guard.ts';

const route = (method: string, path: string): Route => ({
  method,
  path,
  functionArn: `${method} ${path}`,
  payload: '2.0',
  authorizer: { kind: 'none' },
  needsKey: false,
});

const api = (kind: 'http' | 'rest', ...routes: Route[]): Api => ({
  id: 'Api',
  endpoint: 'Api',
  stack: 's',
  kind,
  name: 'Api',
  stage: kind === 'http' ? '$default' : 'prod',
  routes,
});

const request = (own: Partial<Request> = {}): Request => ({
  id: 'request-id',
  method: 'GET',
  path: '/a',
  rawQuery: '',
  query: [],
  headers: [['Host', '127.0.0.1:3001']],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  at: new Date('2026-01-15T09:30:00Z'),
  ...own,
});

describe('routes', () => {
  const all = api(
    'http',
    route('ANY', '$default'),
    route('GET', '/orders/{id}'),
    route('GET', '/orders/special'),
    route('ANY', '/orders/{proxy+}'),
    route('POST', '/orders/{id}/lines/{line}'),
  );

  it.each([
    ['GET', '/orders/special', 'GET /orders/special', {}],
    ['GET', '/orders/a%2Fb', 'GET /orders/{id}', { id: 'a/b' }],
    ['GET', '/orders/7/', 'GET /orders/{id}', { id: '7' }],
    ['PUT', '/orders/7', 'ANY /orders/{proxy+}', { proxy: '7' }],
    ['GET', '/orders/7/x/y', 'ANY /orders/{proxy+}', { proxy: '7/x/y' }],
    ['POST', '/orders/7/lines/2', 'POST /orders/{id}/lines/{line}', { id: '7', line: '2' }],
    ['GET', '/', 'ANY $default', {}],
  ])('%s %s is for %s', (method, path, expected, parameters) => {
    const found = matchRoute(all, method, path);
    expect(found?.route.functionArn).toBe(expected);
    expect(found?.pathParameters).toEqual(parameters);
  });

  it('may be none', () => {
    expect(matchRoute(api('http', route('GET', '/a')), 'POST', '/a')).toBeUndefined();
  });
});

describe('events', () => {
  const matched = { route: route('GET', '/a/{id}'), pathParameters: { id: '1' } };
  const sent = request({
    path: '/a/1',
    rawQuery: 'x=1&x=2&y=%20',
    query: [
      ['x', '1'],
      ['x', '2'],
      ['y', ' '],
    ],
    headers: [
      ['Host', 'h'],
      ['X-A', '1'],
      ['x-a', '2'],
      ['Cookie', 'a=1; b=2'],
      ['Content-Type', 'application/octet-stream'],
    ],
    body: Buffer.from([0xff, 0x00]),
  });

  it('of format 2.0 join what comes twice, and encode what is no text', () => {
    expect(payload2({ api: api('http'), request: sent, matched, identity: {} })).toMatchObject({
      version: '2.0',
      routeKey: 'GET /a/{id}',
      rawPath: '/a/1',
      rawQueryString: 'x=1&x=2&y=%20',
      cookies: ['a=1', 'b=2'],
      headers: { host: 'h', 'x-a': '1,2' },
      queryStringParameters: { x: '1,2', y: ' ' },
      pathParameters: { id: '1' },
      body: '/wA=',
      isBase64Encoded: true,
      requestContext: {
        stage: '$default',
        http: { method: 'GET', path: '/a/1' },
        time: '15/Jan/2026:09:30:00 +0000',
      },
    });
  });

  it('of format 1.0 keep both', () => {
    const event = payload1({ api: api('rest'), request: sent, matched, identity: {} });
    expect(event).toMatchObject({
      resource: '/a/{id}',
      path: '/a/1',
      httpMethod: 'GET',
      headers: { 'X-A': '1', 'x-a': '2' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: [' '] },
      queryStringParameters: { x: '2', y: ' ' },
      isBase64Encoded: false,
      requestContext: { path: '/prod/a/1', resourcePath: '/a/{id}' },
    });
    expect(event).not.toHaveProperty('version');
  });

  it('have null where there is nothing', () => {
    const event = payload1({
      api: api('rest'),
      request: request(),
      matched: { route: route('GET', '/a'), pathParameters: {} },
      identity: {},
    });
    expect(event).toMatchObject({ body: null, pathParameters: null, queryStringParameters: null });
  });
});

describe('responses', () => {
  it.each([
    [{ statusCode: 201, body: 'x', headers: { a: 1 } }, 201, 'x'],
    [{ hello: 1 }, 200, '{"hello":1}'],
    ['text', 200, 'text'],
    [null, 200, 'null'],
    [{ statusCode: 'x' }, 500, '{"message":"Internal Server Error"}'],
    [{ statusCode: 200, body: 'eA==', isBase64Encoded: true }, 200, 'x'],
  ])('of format 2.0 to %j', (result, status, body) => {
    const made = response2(result);
    expect([made.status, made.body.toString()]).toEqual([status, body]);
  });

  it.each([
    [{ statusCode: 200, body: 'x' }, 200],
    [{ statusCode: '200' }, 200],
    [{ body: 'x' }, 502],
    [{ statusCode: 200, body: { a: 1 } }, 502],
    ['text', 502],
  ])('of format 1.0 to %j is %d', (result, status) => {
    expect(response1(result, 'rest').status).toBe(status);
  });

  it.each([
    [{ statusCode: 'abc' }, 'statusCode is "abc", no number from 100 to 599'],
    [{ body: 'x' }, 'it has no statusCode'],
    [{ statusCode: 200, body: { a: 1 } }, 'body is {"a":1}, no text'],
    [null, 'it is null, no object'],
  ])('say why %j is none', (result, why) => {
    expect(response1(result, 'rest').problem).toBe(`malformed proxy response: ${why}`);
    expect(response1({ statusCode: 200 }, 'rest').problem).toBeUndefined();
    expect(response2({ statusCode: 'abc' }).problem).toContain('statusCode is "abc"');
  });

  it.each([
    [
      response1,
      { multiValueHeaders: { 'set-cookie': 'a=1' } },
      'has "a=1" for "set-cookie", no list',
    ],
    [response2, { cookies: 'a=1' }, 'cookies is "a=1", no list'],
    [response1, { headers: { 'x a': '1' } }, 'the header "x a" cannot be sent'],
    [response1, { multiValueHeaders: { x: ['1', '日'] } }, 'cannot be sent with the value "日"'],
    [response2, { headers: { x: 'a\nb' } }, 'the header "x" cannot be sent'],
    [response2, { cookies: ['a=日'] }, 'the header "set-cookie" cannot be sent'],
  ])('say why headers cannot be sent: %o %j', (respond, headers, why) => {
    const made = respond({ statusCode: 200, ...headers }, 'http');
    expect([made.status, made.problem]).toEqual([500, expect.stringContaining(why)]);
  });

  it('may have a header and a cookie several times', () => {
    const result = {
      statusCode: 200,
      headers: { 'content-type': 'text/x' },
      cookies: ['a=1', 'b=2'],
      multiValueHeaders: { 'x-a': [1, 2] },
    };
    const type = ['content-type', 'text/x'];
    // Each format has its own way, and knows no other
    expect(response2(result).headers).toEqual([type, ['set-cookie', 'a=1'], ['set-cookie', 'b=2']]);
    expect(response1(result, 'rest').headers).toEqual([type, ['x-a', '1'], ['x-a', '2']]);
  });
});

it('an answer that cannot be sent leaves no header in the one that says so', async () => {
  const parameter = (name: string) => `method.response.header.${name}`;
  const ResponseParameters = { [parameter('content-type')]: "'text/x'", [parameter('x')]: "'日'" };
  const integration = { Type: 'MOCK', IntegrationResponses: [{ ResponseParameters }] };
  const { functionArn: _, ...mock } = { ...route('GET', '/a'), integration };
  const runtime = { activity: new Activity() } as unknown as Runtime;
  const server = createServer(new Gateway(api('http', mock), runtime).listener).listen(0);
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/a`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/json']);
});

describe('who calls', () => {
  const jwt: Authorizer = {
    kind: 'jwt',
    issuer: 'https://auth.example.com',
    audience: ['api'],
    header: 'Authorization',
    scopes: [],
  };
  const token = (claims: object) =>
    `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const as = (authorizer: Authorizer, value?: string) =>
    identityBy(
      authorizer,
      request({ headers: value === undefined ? [] : [['authorization', value]] }),
    );
  const good = {
    sub: 'ada',
    iss: 'https://auth.example.com',
    aud: 'api',
    exp: 9e9,
    groups: ['a', 'b'],
  };

  it('is a local user where no token is sent', () => {
    expect(as(jwt)).toMatchObject({ http: { jwt: { claims: { sub: 'local-user' } } } });
    expect(as({ kind: 'iam' })).toMatchObject({ http: { iam: { accountId: '000000000000' } } });
    expect(as({ kind: 'none' })).toEqual({});
  });

  it('is what a token says', () => {
    expect(as(jwt, token(good))).toMatchObject({
      http: { jwt: { claims: { sub: 'ada', groups: '[a b]', exp: '9000000000' } } },
      rest: { claims: { sub: 'ada', groups: 'a,b' } },
    });
  });

  it.each([
    ['nonsense', 'x'],
    ['an expired one', token({ ...good, exp: 1 })],
    ['one of another issuer', token({ ...good, iss: 'https://evil.example.com' })],
    ['one for another audience', token({ ...good, aud: 'other' })],
  ])('is nobody by %s', (_, value) => {
    expect(as(jwt, value)).toMatchObject({ status: 401 });
  });

  it('needs a scope where the route does', () => {
    const scoped: Authorizer = { ...jwt, scopes: ['write'] };
    expect(as(scoped, token({ ...good, scope: 'read' }))).toMatchObject({ status: 403 });
    expect(as(scoped, token({ ...good, scope: 'read write' }))).toMatchObject({
      http: { jwt: { scopes: ['write'] } },
    });
  });
});

describe('CORS', () => {
  const cors = {
    origins: ['https://a.example.com'],
    methods: ['GET'],
    headers: ['x-a'],
    exposed: ['etag'],
    credentials: true,
    maxAgeSeconds: 60,
  };
  const from = (origin: string) =>
    request({
      method: 'OPTIONS',
      headers: [
        ['Origin', origin],
        ['Access-Control-Request-Method', 'GET'],
      ],
    });

  it('answers a preflight request of an allowed origin', () => {
    const answer = preflight(cors, from('https://a.example.com'));
    expect(answer?.status).toBe(204);
    expect(Object.fromEntries(answer!.headers)).toMatchObject({
      'access-control-allow-origin': 'https://a.example.com',
      'access-control-allow-methods': 'GET',
      'access-control-max-age': '60',
    });
  });

  it('allows no other', () => {
    expect(preflight(cors, from('https://b.example.com'))?.headers).toEqual([]);
    expect(corsHeaders(cors, from('https://b.example.com'))).toEqual([]);
    expect(preflight(undefined, from('https://a.example.com'))).toBeUndefined();
  });

  it.each([
    ['an HTTP API', 'http', false, []],
    ['a function URL', 'http', true, ['*']],
    ['a REST API', 'rest', false, ['*']],
  ] as const)('%s with CORS: what the function allows itself', (_, kind, isUrl, allowed) => {
    const answer = {
      status: 200,
      headers: [['Access-Control-Allow-Origin', '*']] as const,
      body: Buffer.alloc(0),
    };
    const made = withCors({ kind, isUrl, cors }, from('https://b.example.com'), answer);
    expect(made.headers.map(([, value]) => value)).toEqual(allowed);
  });
});

describe('validation', () => {
  const bodySchema = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' } },
  };
  const validation = { bodySchema, query: ['q'], headers: ['X-Needed'] };
  const full = { query: [['q', '1']] as const, headers: [['x-needed', '1']] as const };

  it.each([
    [{}, 'Missing required request parameters: [q, X-Needed]'],
    [{ ...full, body: Buffer.from('{}') }, 'Invalid request body'],
    [{ ...full, body: Buffer.from('{') }, 'Invalid request body'],
    [{ ...full, body: Buffer.from('{"name": 1}') }, 'Invalid request body'],
  ])('refuses %j', async (own, message) => {
    const refused = await refusedRequest(validation, request(own));
    expect([refused?.status, JSON.parse(refused!.body.toString()).message]).toEqual([400, message]);
  });

  it('lets the rest pass', async () => {
    expect(
      await refusedRequest(validation, request({ ...full, body: Buffer.from('{"name": "a"}') })),
    ).toBeUndefined();
    expect(await refusedRequest(undefined, request())).toBeUndefined();
  });
});

describe('the page is for this machine alone', () => {
  it.each([
    [{ host: '127.0.0.1:3000' }, true],
    [{ host: 'localhost:3000' }, true],
    [{ host: 'evil.example.com:3000' }, false],
    [{ host: '127.0.0.1:3001' }, false],
    [{}, false],
    [{ host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, true],
    [{ host: '127.0.0.1:3000', origin: 'http://evil.example.com' }, false],
    [{ host: '127.0.0.1:3000', origin: 'null' }, false],
  ])('%j: %s', (headers, expected) => {
    expect(isAllowed({ headers }, 3000)).toBe(expected);
  });
});
