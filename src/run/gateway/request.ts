import type { IncomingMessage } from 'node:http';
import { bodyOf } from '../core/body.ts';

/** A request as a gateway sees it. */
export interface Request {
  readonly id: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly rawQuery: string;
  readonly query: readonly (readonly [string, string])[];
  /** Names as they were sent; a name may come several times. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly at: Date;
}

/** API Gateway's own limit. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MOST_BODY_BYTES = 10 * 1024 * 1024;

const SOURCE_IP = '127.0.0.1';

const pairs = (raw: readonly string[]) =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1]!] as const] : []));

/** What API Gateway adds: who sent the request, and where to. */
function forwarded(message: IncomingMessage): Request['headers'] {
  const { host = '', 'x-forwarded-for': before } = message.headers;
  return [
    ['X-Forwarded-For', before === undefined ? SOURCE_IP : `${before}, ${SOURCE_IP}`],
    ['X-Forwarded-Port', host.split(':')[1] ?? '80'],
    ['X-Forwarded-Proto', 'http'],
  ];
}

const isForwarded = (name: string) => /^x-forwarded-(for|port|proto)$/i.test(name);

function headersOf(message: IncomingMessage): Request['headers'] {
  const sent = pairs(message.rawHeaders).filter(([name]) => !isForwarded(name));
  return [...sent, ...forwarded(message)];
}

/** Reads a request; rejects with `TooLarge`. */
export async function readRequest(message: IncomingMessage, id: string): Promise<Request> {
  const [path = '/', ...rest] = (message.url ?? '/').split('?');
  const rawQuery = rest.join('?');
  return {
    id,
    method: message.method ?? 'GET',
    path,
    rawQuery,
    query: [...new URLSearchParams(rawQuery)],
    headers: headersOf(message),
    body: await bodyOf(message, MOST_BODY_BYTES),
    sourceIp: SOURCE_IP,
    at: new Date(),
  };
}

/** A header's value; several are joined. */
export function headerOf({ headers }: Pick<Request, 'headers'>, name: string): string | undefined {
  const found = headers.filter(([each]) => each.toLowerCase() === name.toLowerCase());
  return found.length > 0 ? found.map(([, value]) => value).join(',') : undefined;
}

const TEXT =
  /^(text\/|application\/(json|javascript|xml|x-javascript)\b|[\w.-]+\/[\w.-]+\+(json|xml)\b)/;

/** Whether an HTTP API takes a body for text: it encodes every other one. */
export function isText(request: Request): boolean {
  if (headerOf(request, 'content-encoding')) return false;
  const type = headerOf(request, 'content-type');
  return type === undefined || TEXT.test(type);
}
