import { STATUS_CODES } from 'node:http';
import type { Context } from 'aws-lambda';
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { HttpError, toHttpError } from './errors.ts';
import { logger } from './logger.ts';

z.config(en()); // zod/mini comes without messages

const MAX_BODY_BYTES = 256 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

type Values = Record<string, string | undefined>;

/** What REST API and HTTP API events have in common. */
export interface HttpEvent<RequestContext = unknown> {
  headers: Values | null;
  pathParameters?: Values | null;
  queryStringParameters?: Values | null;
  body?: string | null;
  isBase64Encoded: boolean;
  requestContext: { requestId: string } & RequestContext;
}

export interface HttpResponse {
  statusCode: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Makes a Lambda handler that correlates its logs and answers errors as RFC 9457 problems. */
export function http<E extends HttpEvent>(handle: (event: E) => Promise<HttpResponse>) {
  return async (event: E, context: Context): Promise<HttpResponse> => {
    const correlationId = correlationIdOf(event);
    logger.addContext(context);
    logger.setCorrelationId(correlationId);
    logger.appendKeys({ apiRequestId: event.requestContext.requestId });
    const response = await handle(event).catch((error) => problem(error, correlationId));
    logger.info('Responded', { statusCode: response.statusCode });
    return { ...response, headers: { ...response.headers, 'x-correlation-id': correlationId } };
  };
}

export function json(statusCode: number, body: object, headers?: Record<string, string>) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** REST API keeps the case of header names that the client sent; HTTP API lowers it. */
export function header(event: HttpEvent, name: string): string | undefined {
  const headers = Object.entries(event.headers ?? {});
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

export function jsonBody<S extends z.core.$ZodType>(event: HttpEvent, schema: S): z.output<S> {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.length > MAX_BODY_BYTES) throw new HttpError(413, 'The body is larger than 256 KB');
  return validate(schema, parseJson(body));
}

/** Throws a 400 that names each invalid field. */
export function validate<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    detail: message,
  }));
  throw new HttpError(400, 'The request is invalid', errors);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new HttpError(400, 'The body is not valid JSON');
  }
}

function correlationIdOf(event: HttpEvent): string {
  const id = header(event, 'x-correlation-id');
  return id && /^[A-Za-z0-9-]{8,64}$/.test(id) ? id : event.requestContext.requestId;
}

function problem(error: unknown, instance: string): HttpResponse {
  const { status, message: detail, errors, retryAfter } = toHttpError(error);
  if (status >= 500) logger.error('Request failed', error as Error);
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...(status === 503 && { 'retry-after': `${retryAfter}` }),
    },
    body: JSON.stringify({
      type: 'about:blank',
      title: STATUS_CODES[status],
      status,
      detail,
      instance,
      errors,
    }),
  };
}
