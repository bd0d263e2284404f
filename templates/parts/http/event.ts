export type Api = 'http' | 'rest';
export type Auth = 'cognito' | 'iam' | 'none';

export interface ApiRequest {
  readonly method: string;
  /** The route with its parameters: `/items/{id}`. */
  readonly route: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
}

const account = '123456789012';
const api = 'a1b2c3d4e5';
const domain = `${api}.execute-api.us-east-1.amazonaws.com`;
const sourceIp = '203.0.113.10';
const userAgent = 'curl/8.11.0';
const epochMs = Date.UTC(2026, 0, 15, 9, 30);
const time = '15/Jan/2026:09:30:00 +0000';
const requestId = '5f0c2d1e-8a47-4b93-9c36-7e1d2a4b6c80';

const subject = '0c6f2b1e-7d34-4a59-8e12-5b9a3c7d1f60';

const principal = {
  id: 'AROAEXAMPLEOWNERROLE1:session-1',
  arn: `arn:aws:sts::${account}:assumed-role/orders-service/session-1`,
};

/** Who owns the items of the sample requests: a user of the pool, or a role without its session. */
export const ownerId = (auth: 'cognito' | 'iam') =>
  auth === 'cognito' ? subject : principal.id.split(':')[0]!;

/** The event that API Gateway sends for a request: payload 2.0 for an HTTP API, 1.0 for a REST API. */
export function apiEvent(kind: Api, auth: Auth, request: ApiRequest): object {
  return kind === 'http' ? httpApiEvent(auth, request) : restApiEvent(auth, request);
}

function httpApiEvent(auth: Auth, request: ApiRequest): object {
  const { method, route, path, body, query, pathParameters } = request;
  const routeKey = `${method} ${route}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: headersOf(auth, request),
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: account,
      apiId: api,
      ...httpApiCaller(auth),
      domainName: domain,
      domainPrefix: api,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent },
      requestId,
      routeKey,
      stage: '$default',
      time,
      timeEpoch: epochMs,
    },
    ...(pathParameters && { pathParameters }),
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

function restApiEvent(auth: Auth, request: ApiRequest): object {
  const { method, route, path, body, query, pathParameters } = request;
  const headers = Object.fromEntries(
    Object.entries(headersOf(auth, request)).map(([name, value]) => [titleCase(name), value]),
  );
  return {
    resource: route,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: multiValue(headers),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query ? multiValue(query) : null,
    pathParameters: pathParameters ?? null,
    stageVariables: null,
    requestContext: {
      resourceId: 'r3s0rc',
      ...restApiAuthorizer(auth),
      resourcePath: route,
      httpMethod: method,
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      requestTime: time,
      path: `/v1${path}`,
      accountId: account,
      protocol: 'HTTP/1.1',
      stage: 'v1',
      domainPrefix: api,
      requestTimeEpoch: epochMs,
      requestId,
      identity: restApiIdentity(auth),
      domainName: domain,
      apiId: api,
    },
    body: body ?? null,
    isBase64Encoded: false,
  };
}

function headersOf(auth: Auth, request: ApiRequest): Record<string, string> {
  const given = { accept: 'application/json', ...authorization(auth) };
  return {
    ...given,
    host: domain,
    'user-agent': userAgent,
    'x-amzn-trace-id': 'Root=1-6968b5a8-0f1e2d3c4b5a69788796a5b4',
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
    ...request.headers,
  };
}

function authorization(auth: Auth): Record<string, string> {
  if (auth === 'none') return {};
  if (auth === 'cognito') return { authorization: 'Bearer eyJraWQiOiJrZXkifQ.e30.c2lnbmF0dXJl' };
  const scope = '20260115/us-east-1/execute-api/aws4_request';
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/${scope}, SignedHeaders=host;x-amz-date, Signature=0f1e2d3c`,
    'x-amz-date': '20260115T093000Z',
    'x-amz-security-token': 'c2Vzc2lvbi10b2tlbg==',
  };
}

function httpApiCaller(auth: Auth): object {
  if (auth === 'none') return {};
  if (auth === 'cognito') {
    const claims = idToken('1768469400', '1768473000');
    return { authorizer: { jwt: { claims, scopes: null } } };
  }
  const { id, arn } = principal;
  return {
    authorizer: {
      iam: {
        accessKey: 'ASIAEXAMPLE',
        accountId: account,
        callerId: id,
        cognitoIdentity: null,
        principalOrgId: null,
        userArn: arn,
        userId: id,
      },
    },
  };
}

function restApiAuthorizer(auth: Auth): object {
  if (auth !== 'cognito') return {};
  const issued = 'Thu Jan 15 09:30:00 UTC 2026';
  const expires = 'Thu Jan 15 10:30:00 UTC 2026';
  return { authorizer: { claims: idToken(issued, expires) } };
}

function restApiIdentity(auth: Auth): object {
  const signed = auth === 'iam' ? principal : undefined;
  const id = signed ? signed.id : null;
  return {
    cognitoIdentityPoolId: null,
    accountId: signed ? account : null,
    cognitoIdentityId: null,
    caller: id,
    sourceIp,
    principalOrgId: null,
    accessKey: signed ? 'ASIAEXAMPLE' : null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: signed ? signed.arn : null,
    userAgent,
    user: id,
  };
}

/** The claims of a Cognito ID token; a REST API writes its times as dates, an HTTP API as seconds. */
function idToken(issued: string, expires: string): Record<string, string> {
  return {
    sub: subject,
    aud: '1example23456789',
    iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE',
    'cognito:username': subject,
    email: 'user@example.com',
    email_verified: 'true',
    event_id: 'e2a4c6d8-1b3f-4d5e-8a7c-9f0e1d2c3b4a',
    token_use: 'id',
    auth_time: '1768469400',
    iat: issued,
    exp: expires,
  };
}

const multiValue = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));

const titleCase = (name: string) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
