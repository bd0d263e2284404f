import type { Api, Route } from '../../infrastructure/resolve/deployed-api.ts';
import { isBinaryType } from './binary.ts';
import type { Identity } from './identity.ts';
import { headerOf, isText, type Request } from './request.ts';
import type { Matched } from './routes.ts';

const ACCOUNT = '000000000000';
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const two = (n: number) => String(n).padStart(2, '0');

/** `12/Mar/2020:19:03:58 +0000` */
const requestTime = (at: Date) =>
  `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;

type Pairs = readonly (readonly [string, string])[];

const grouped = (all: Pairs): Record<string, string[]> => {
  const groups: Record<string, string[]> = Object.create(null);
  for (const [name, value] of all) groups[name] = [...(groups[name] ?? []), value];
  return { ...groups };
};

const lowered = (headers: Pairs): Pairs =>
  headers.map(([name, value]) => [name.toLowerCase(), value]);

const mapped = (groups: Record<string, string[]>, one: (values: string[]) => string) =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, one(values)]));

const orNull = <T extends object>(map: T) => (Object.keys(map).length > 0 ? map : null);

const last = (values: readonly string[]) => values.at(-1)!;
const joined = (values: readonly string[]) => values.join(',');

const routeKeyOf = ({ method, path }: Route) =>
  path === '$default' ? '$default' : `${method} ${path}`;

export interface Context {
  readonly api: Pick<Api, 'id' | 'kind' | 'stage' | 'binaryTypes'>;
  readonly request: Request;
  readonly matched: Matched;
  readonly identity: Identity;
}

const apiId = (id: string) => id.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * The event of payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function payload2({ api, request, matched, identity }: Context): object {
  const headers = lowered(request.headers).filter(([name]) => name !== 'cookie');
  const cookies = headerOf(request, 'cookie')?.split('; ');
  const hasBody = request.body.length > 0;
  const isPlain = isText(request);
  const query = orNull(mapped(grouped(request.query), joined));
  const path = orNull(matched.pathParameters);
  const domain = headerOf(request, 'host') ?? 'localhost';
  return {
    version: '2.0',
    routeKey: routeKeyOf(matched.route),
    rawPath: request.path,
    rawQueryString: request.rawQuery,
    ...(cookies && { cookies }),
    headers: mapped(grouped(headers), joined),
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: apiId(api.id),
      ...(identity.http && { authorizer: identity.http }),
      domainName: domain,
      domainPrefix: domain.split('.')[0],
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headerOf(request, 'user-agent') ?? '',
      },
      requestId: request.id,
      routeKey: routeKeyOf(matched.route),
      stage: api.stage,
      time: requestTime(request.at),
      timeEpoch: request.at.getTime(),
    },
    ...(path && { pathParameters: path }),
    ...(hasBody && { body: request.body.toString(isPlain ? 'utf8' : 'base64') }),
    isBase64Encoded: hasBody && !isPlain,
  };
}

const NO_IDENTITY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

/**
 * The event of payload format 1.0, which REST APIs have too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function payload1({ api, request, matched, identity }: Context): object {
  const { route, pathParameters } = matched;
  const isHttp = api.kind === 'http';
  const headers = grouped(isHttp ? lowered(request.headers) : request.headers);
  const query = grouped(request.query);
  const resource = route.path === '$default' ? '/{proxy+}' : route.path;
  const isPlain = isHttp
    ? isText(request)
    : !isBinaryType(api.binaryTypes, headerOf(request, 'content-type'));
  const hasBody = request.body.length > 0;
  const domain = headerOf(request, 'host') ?? 'localhost';
  return {
    ...(isHttp && { version: '1.0' }),
    resource,
    path: request.path,
    httpMethod: request.method,
    headers: mapped(headers, last),
    multiValueHeaders: headers,
    queryStringParameters: orNull(mapped(query, last)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(pathParameters),
    stageVariables: null,
    requestContext: {
      accountId: ACCOUNT,
      apiId: apiId(api.id),
      ...(identity.rest && { authorizer: identity.rest }),
      domainName: domain,
      domainPrefix: domain.split('.')[0],
      extendedRequestId: request.id,
      httpMethod: request.method,
      identity: {
        ...NO_IDENTITY,
        ...identity.iam,
        sourceIp: request.sourceIp,
        userAgent: headerOf(request, 'user-agent') ?? null,
      },
      path: isHttp ? request.path : `/${api.stage}${request.path}`,
      protocol: 'HTTP/1.1',
      requestId: request.id,
      requestTime: requestTime(request.at),
      requestTimeEpoch: request.at.getTime(),
      resourceId: apiId(resource),
      resourcePath: resource,
      stage: api.stage,
    },
    body: hasBody ? request.body.toString(isPlain ? 'utf8' : 'base64') : null,
    isBase64Encoded: hasBody && !isPlain,
  };
}
