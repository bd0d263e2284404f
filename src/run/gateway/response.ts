import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isMap } from '../../core/values/json.ts';

/** What a gateway answers. */
export interface Response {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** Why it is not what the function returned. */
  readonly problem?: string;
}

export const messageResponse = (status: number, message: string, key = 'message'): Response => ({
  status,
  headers: [['content-type', 'application/json']],
  body: Buffer.from(JSON.stringify({ [key]: message })),
});

interface Result {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly unknown[]>>;
  readonly cookies?: readonly unknown[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

const malformed = (response: Response, why: string): Response => ({
  ...response,
  problem: `malformed proxy response: ${why}`,
});

/** A value in a message: a long one is cut. */
const shown = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 80);

const statusProblem = ({ statusCode }: Result) =>
  statusCode === undefined
    ? 'it has no statusCode'
    : `statusCode is ${shown(statusCode)}, no number from 100 to 599`;

const isStatus = (value: unknown): value is number | string =>
  /^[1-5]\d\d$/.test(String(value)) && ['number', 'string'].includes(typeof value);

type Pairs = readonly (readonly [string, string])[];

const isList = (value: unknown) => Array.isArray(value);

/** Why `multiValueHeaders` of format 1.0 is not valid. */
function listProblem({ multiValueHeaders }: Result): string | undefined {
  const bad = Object.entries(multiValueHeaders ?? {}).find(([, values]) => !isList(values));
  return bad && `multiValueHeaders has ${shown(bad[1])} for ${shown(bad[0])}, no list`;
}

const cookiesProblem = ({ cookies }: Result): string | undefined =>
  isList(cookies ?? []) ? undefined : `cookies is ${shown(cookies)}, no list`;

/** Why a header cannot be sent: Node.js throws for such a name or value. */
function headerProblem([name, value]: Pairs[number]): string | undefined {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return undefined;
  } catch {
    return `the header ${shown(name)} cannot be sent with the value ${shown(value)}`;
  }
}

const singleHeaders = ({ headers }: Result): Pairs =>
  Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);

/** Those with several values come before those of the same name with one. */
function headers1(result: Result): Pairs {
  const many = Object.entries(result.multiValueHeaders ?? {}).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, String(value)]),
  );
  const names = new Set(many.map(([name]) => name.toLowerCase()));
  const single = singleHeaders(result).filter(([name]) => !names.has(name.toLowerCase()));
  return [...single, ...many];
}

const headers2 = (result: Result): Pairs => [
  ...singleHeaders(result),
  ...(result.cookies ?? []).map((cookie) => ['set-cookie', String(cookie)] as const),
];

const hasType = (headers: readonly (readonly [string, string])[]) =>
  headers.some(([name]) => name.toLowerCase() === 'content-type');

/** The response with these headers, or `failed` where one of them cannot be sent. */
function responseOf(result: Result, headers: Pairs, type: string, failed: Response): Response {
  for (const header of headers) {
    const problem = headerProblem(header);
    if (problem) return malformed(failed, problem);
  }
  const text = typeof result.body === 'string' ? result.body : '';
  return {
    status: Number(result.statusCode),
    headers: hasType(headers) ? headers : [...headers, ['content-type', type]],
    body: Buffer.from(text, result.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain; charset=utf-8';

/** Format 2.0: what has no status is the body of a response with 200. */
export function response2(result: unknown): Response {
  if (!isMap<Result>(result) || result.statusCode === undefined) {
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return {
      status: 200,
      headers: [['content-type', 'application/json']],
      body: Buffer.from(body),
    };
  }
  const failed = messageResponse(500, 'Internal Server Error');
  if (!isStatus(result.statusCode)) return malformed(failed, statusProblem(result));
  const problem = cookiesProblem(result);
  if (problem) return malformed(failed, problem);
  const { body } = result;
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return responseOf({ ...result, body: text }, headers2(result), TEXT_TYPE, failed);
}

/** Format 1.0 wants a status, and a text for a body. A REST API decodes a body where the client accepts binary. */
export function response1(result: unknown, kind: 'http' | 'rest', isBinary = true): Response {
  const failed =
    kind === 'rest'
      ? messageResponse(502, 'Internal server error')
      : messageResponse(500, 'Internal Server Error');
  if (!isMap<Result>(result)) return malformed(failed, `it is ${shown(result)}, no object`);
  if (!isStatus(result.statusCode)) return malformed(failed, statusProblem(result));
  if (result.body !== undefined && result.body !== null && typeof result.body !== 'string')
    return malformed(failed, `body is ${shown(result.body)}, no text`);
  const problem = listProblem(result);
  if (problem) return malformed(failed, problem);
  const isBase64Encoded = result.isBase64Encoded === true && isBinary;
  return responseOf({ ...result, isBase64Encoded }, headers1(result), JSON_TYPE, failed);
}
