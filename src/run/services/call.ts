import type { IncomingHttpHeaders } from 'node:http';
import type { Cause } from '../core/activity.ts';

/** A call of an AWS API, as it came over HTTP. */
export interface Call {
  /** As the signature names it: `dynamodb`, `sqs`, `s3`. */
  readonly service: string;
  readonly region: string;
  /** The access key that signed it: the process that calls, if it is one of a function. */
  readonly accessKeyId: string;
  /** What brings the call about, where this process itself makes it for something. */
  readonly cause?: Cause | undefined;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Who makes a call, or why. */
export type Caller = Pick<Call, 'accessKeyId' | 'cause'>;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export type Service = (call: Call) => Promise<Reply>;

/** `PutItem` of `X-Amz-Target: DynamoDB_20120810.PutItem`. */
export const operationOf = ({ headers }: Call) =>
  String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1)!;

export const jsonBody = <T = Record<string, unknown>>({ body }: { body: Buffer }): T =>
  JSON.parse(body.toString('utf8') || '{}') as T;

export const jsonReply = (value: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(value)),
});

/** An error in the form that the SDK reads for the services with JSON. */
export const errorReply = (
  type: string,
  message: string,
  status = 400,
  more: object = {},
): Reply => ({
  ...jsonReply({ __type: type, message, Message: message, ...more }, status),
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type },
});

export const textReply = (text: string, status = 200, type = 'text/xml'): Reply => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(text),
});

/** What calls of this process itself are signed with. */
export const OWN_KEY = 'LOCALDEV00000000';

export const authorization = (service: string, region: string) =>
  `AWS4-HMAC-SHA256 Credential=${OWN_KEY}/20240101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=local`;

/** A call of a service with JSON that this process makes itself. */
export function ownCall(
  service: string,
  target: string,
  input: object,
  region: string,
  cause?: Cause,
): Call {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': target,
    'x-amz-date': '20240101T000000Z',
    authorization: authorization(service, region),
  };
  const body = Buffer.from(JSON.stringify(input));
  const who = { accessKeyId: OWN_KEY, cause };
  return { service, region, ...who, method: 'POST', url: '/', headers, body };
}

/** What a service answered with an error. */
export class ServiceError extends Error {
  readonly type: string;
  readonly details: Record<string, unknown>;

  constructor(type: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = type;
    this.type = type;
    this.details = details;
  }
}

/** `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException` → its last part. */
export const errorType = (type: unknown) =>
  String(type ?? 'UnknownError')
    .split('#')
    .at(-1)!;

/** What a service answers: its own errors as replies, and no other. */
export async function answered(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return errorReply(error.type, error.message, 400, error.details);
  }
}

/** The output of a service with JSON; throws `ServiceError`. */
export function outputOf<T = Record<string, unknown>>(reply: Reply): T {
  const output = jsonBody<Record<string, unknown>>(reply);
  if (reply.status < 300) return output as T;
  throw new ServiceError(
    errorType(output.__type ?? reply.headers['x-amzn-errortype']),
    String(output.message ?? output.Message ?? ''),
    output,
  );
}
