import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { HttpError } from '../../src/shared/errors.ts';
import { type HttpEvent, http, json, jsonBody } from '../../src/shared/http.ts';
import { context, logged } from '../support/lambda.ts';

const Input = z.strictObject({ name: z.string() });

const echo = http(async (event) => json(200, jsonBody(event, Input), { etag: '"1"' }));

const event = (over?: Partial<HttpEvent>): HttpEvent => ({
  headers: {},
  body: '{"name":"First"}',
  isBase64Encoded: false,
  requestContext: { requestId: 'request-1' },
  ...over,
});

const failWith = (error: unknown) =>
  http(async () => {
    throw error;
  })(event(), context);

/** A body of exactly so many bytes, half of them in two-byte characters. */
const bodyOf = (bytes: number) => `{"name":"${'é'.repeat((bytes - 12) / 2)}"} `;

test('answers with JSON and the correlation id', async () => {
  expect(await echo(event(), context)).toEqual({
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      etag: '"1"',
      'x-correlation-id': 'request-1',
    },
    body: '{"name":"First"}',
  });
});

test.each(['x-correlation-id', 'X-Correlation-Id'])('takes over the id in %s', async (name) => {
  const response = await echo(event({ headers: { [name]: 'caller-id-42' } }), context);

  expect(response.headers?.['x-correlation-id']).toBe('caller-id-42');
  expect(logged()).toContain('"correlation_id":"caller-id-42"');
});

test("logs the ids of the invocation and of the gateway's request", async () => {
  await echo(event(), context);

  expect(logged()).toContain(`"function_request_id":"${context.awsRequestId}"`);
  expect(logged()).toContain('"apiRequestId":"request-1"');
});

test.each(['short', 'x'.repeat(65), 'new\nline-1'])(
  'takes the request id in place of %j',
  async (id) => {
    const response = await echo(event({ headers: { 'x-correlation-id': id } }), context);

    expect(response.headers?.['x-correlation-id']).toBe('request-1');
  },
);

test('accepts an event without headers', async () => {
  expect(await echo(event({ headers: null }), context)).toMatchObject({ statusCode: 200 });
});

test('decodes a base64 body', async () => {
  const body = Buffer.from('{"name":"Zoë"}').toString('base64');

  const response = await echo(event({ body, isBase64Encoded: true }), context);

  expect(response.body).toBe('{"name":"Zoë"}');
});

test.each([
  ['what is no base64', '{"name":"Zoë"}'],
  ['base64 of no JSON', 'c2VjcmV0'],
  ['base64 of no UTF-8', Buffer.from('{"name":"Zoë"}', 'latin1').toString('base64')],
])('refuses %s', async (_, body) => {
  const response = await echo(event({ body, isBase64Encoded: true }), context);

  expect(response).toMatchObject({ statusCode: 400 });
});

test('accepts 256 KB and not a byte more', async () => {
  const body = bodyOf(256 * 1024);

  expect(Buffer.byteLength(body)).toBe(256 * 1024);
  expect(await echo(event({ body }), context)).toMatchObject({ statusCode: 200 });
  expect(await echo(event({ body: `${body} ` }), context)).toMatchObject({ statusCode: 413 });
});

test.each([undefined, null, '', '{"name":', 'secret'])('refuses the body %j', async (body) => {
  const response = await echo(event({ body }), context);

  expect(response).toMatchObject({ statusCode: 400 });
  expect(JSON.parse(response.body ?? '')).toMatchObject({ detail: 'The body is not valid JSON' });
});

test('names each invalid field in a problem', async () => {
  const response = await echo(event({ body: '{"name":1,"role":"admin"}' }), context);

  expect(response).toMatchObject({
    statusCode: 400,
    headers: { 'content-type': 'application/problem+json', 'x-correlation-id': 'request-1' },
  });
  expect(JSON.parse(response.body ?? '')).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: 'The request is invalid',
    instance: 'request-1',
    errors: [
      { field: 'name', detail: 'Invalid input: expected string, received number' },
      { field: '', detail: 'Unrecognized key: "role"' },
    ],
  });
});

test('answers a domain error with its status, and does not log it as a failure', async () => {
  const response = await failWith(new HttpError(409, 'Taken'));

  expect(response).toMatchObject({ statusCode: 409 });
  expect(JSON.parse(response.body ?? '')).toMatchObject({ title: 'Conflict', detail: 'Taken' });
  expect(logged()).not.toContain('"level":"ERROR"');
});

test.each([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
])('answers %s with 503 and when to come back', async (name) => {
  const response = await failWith(Object.assign(new Error('slow down'), { name }));

  expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
  expect(response.body).not.toContain('slow down');
});

test.each([new Error('table-1 is on fire'), 'table-1 is on fire'])(
  'logs an unknown error and hides it from the caller',
  async (error) => {
    const response = await failWith(error);

    expect(response).toMatchObject({ statusCode: 500 });
    expect(response.headers).not.toHaveProperty('retry-after');
    expect(response.body).not.toContain('table-1');
    expect(logged()).toContain('table-1 is on fire');
  },
);

test('logs where an unknown error came from', async () => {
  await failWith(new TypeError('no such table'));

  expect(logged()).toMatch(/"error":\{"name":"TypeError","location":"[^"]+"/);
});

test('logs neither body nor token', async () => {
  const headers = { authorization: 'Bearer token-1' };

  await echo(event({ headers, body: '{"name":"secret-1"}' }), context);
  await echo(event({ headers, body: 'secret-1' }), context);
  await echo(event({ headers, body: '{"secret-1":1}' }), context);

  expect(logged()).toContain('Responded');
  expect(logged()).not.toMatch(/secret-1|token-1/);
});
