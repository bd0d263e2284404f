import type { CorsRule } from '../../../infrastructure/resolve/deployment.ts';
import type { Call, Reply } from '../call.ts';
import { emptyReply, errorXml } from './request.ts';

/** `*` is any text. */
const allows = (pattern: string, value: string) =>
  new RegExp(
    `^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`,
    'i',
  ).test(value);

const textIn = (header: string | string[] | undefined) => [header ?? []].flat().join(',');

/** What a browser asks for another page: by the request itself, or by OPTIONS before it. */
function askedBy({ method, headers }: Call) {
  const asked = textIn(headers['access-control-request-headers']);
  return {
    origin: textIn(headers.origin),
    method: method === 'OPTIONS' ? textIn(headers['access-control-request-method']) : method,
    headers: asked.split(',').flatMap((name) => name.trim() || []),
  };
}

type Asked = ReturnType<typeof askedBy>;

const isFor = ({ origin, method, headers }: Asked, rule: CorsRule) =>
  origin !== '' &&
  rule.origins.some((each) => allows(each, origin)) &&
  rule.methods.includes(method) &&
  headers.every((name) => rule.headers.some((each) => allows(each, name)));

function headersOf(rule: CorsRule, { origin, headers }: Asked): Reply['headers'] {
  const isForAll = rule.origins.includes('*');
  return {
    'access-control-allow-origin': isForAll ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    'access-control-allow-headers': headers.join(', ') || undefined,
    'access-control-expose-headers': rule.exposed.join(', ') || undefined,
    'access-control-max-age': rule.maxAgeSeconds?.toString(),
    'access-control-allow-credentials': isForAll ? undefined : 'true',
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** The answer to a request that a browser makes before another one. */
export function preflight(call: Call, rules: readonly CorsRule[]): Reply {
  const asked = askedBy(call);
  const rule = rules.find((each) => isFor(asked, each));
  if (rule) return emptyReply(200, headersOf(rule, asked));
  const why = rules.length > 0 ? 'This CORS request is not allowed' : 'CORS is not enabled';
  return errorXml('AccessForbidden', `CORSResponse: ${why} for this bucket.`, 403);
}

/** A reply with the headers by which a browser gives it to a page of another origin. */
export function withCors(call: Call, rules: readonly CorsRule[], reply: Reply): Reply {
  const asked = askedBy(call);
  const rule = rules.find((each) => isFor(asked, each));
  return rule ? { ...reply, headers: { ...reply.headers, ...headersOf(rule, asked) } } : reply;
}
