import type { Api, Cors } from '../../infrastructure/resolve/deployed-api.ts';
import { headerOf, type Request } from './request.ts';
import type { Response } from './response.ts';

type Headers = readonly (readonly [string, string])[];

const list = (values: readonly string[]) => values.join(',');

function allowedOrigin({ origins, credentials }: Cors, request: Request): string | undefined {
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return undefined;
  if (origins.includes('*')) return credentials ? origin : '*';
  const isAllowed = origins.some((each) =>
    each.includes('*')
      ? new RegExp(`^${each.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(origin)
      : each === origin,
  );
  return isAllowed ? origin : undefined;
}

/** The headers that a gateway adds to an answer for another origin; none where that is not allowed. */
export function corsHeaders(cors: Cors | undefined, request: Request): Headers {
  const origin = cors && allowedOrigin(cors, request);
  if (!cors || origin === undefined) return [];
  return [
    ['access-control-allow-origin', origin],
    ...(origin === '*' ? [] : [['vary', 'Origin'] as const]),
    ...(cors.credentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ...(cors.exposed.length > 0
      ? [['access-control-expose-headers', list(cors.exposed)] as const]
      : []),
  ];
}

/** An answer with the gateway's headers for another origin. An HTTP API that has CORS ignores those of the function. */
export function withCors(
  { kind, isUrl, cors }: Pick<Api, 'kind' | 'isUrl' | 'cors'>,
  request: Request,
  answer: Response,
): Response {
  const own = corsHeaders(cors, request);
  const names = new Set(own.map(([name]) => name));
  const ignores = cors !== undefined && kind === 'http' && !isUrl;
  const isKept = (name: string) =>
    !names.has(name) && !(ignores && name.startsWith('access-control-'));
  const headers = answer.headers.filter(([name]) => isKept(name.toLowerCase()));
  return { ...answer, headers: [...headers, ...own] };
}

/** The gateway's own answer to a preflight request; undefined for every other request. */
export function preflight(cors: Cors | undefined, request: Request): Response | undefined {
  const isPreflight =
    request.method === 'OPTIONS' &&
    headerOf(request, 'access-control-request-method') !== undefined;
  if (!cors || !isPreflight) return undefined;
  const own = corsHeaders(cors, request);
  const more: Headers = [
    ['access-control-allow-methods', list(cors.methods)],
    ['access-control-allow-headers', list(cors.headers)],
    ...(cors.maxAgeSeconds === undefined
      ? []
      : [['access-control-max-age', String(cors.maxAgeSeconds)] as const]),
  ];
  const headers = own.length > 0 ? [...own, ...more.filter(([, value]) => value !== '')] : [];
  return { status: 204, headers, body: Buffer.alloc(0) };
}
