import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Api, Route } from '../../infrastructure/resolve/deployed-api.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import type { Cause } from '../core/activity.ts';
import { TooLarge } from '../core/body.ts';
import { refusedCall } from '../core/call-limits.ts';
import type { Runtime } from '../core/runtime.ts';
import type { Outcome } from '../worker/function-process.ts';
import { isBinaryType } from './binary.ts';
import { preflight, withCors } from './cors.ts';
import { type Identity, identityBy, isResponse, NOBODY } from './identity.ts';
import { identityByFunction } from './lambda-authorizer.ts';
import { mockResponse } from './mock.ts';
import { type Context, payload1, payload2 } from './payloads.ts';
import { headerOf, type Request, readRequest } from './request.ts';
import { messageResponse, type Response, response1, response2 } from './response.ts';
import { matchRoute } from './routes.ts';
import { stagedPath } from './stages.ts';
import { refusedRequest } from './validate.ts';

/** The longest that a gateway waits for a function, in milliseconds. */
const WAIT_MS = { http: 30_000, rest: 29_000 } as const;

type Kind = Api['kind'];

const late = (kind: Kind) =>
  kind === 'http'
    ? messageResponse(503, 'Service Unavailable')
    : messageResponse(504, 'Endpoint request timed out');

const failed = (kind: Kind) =>
  kind === 'http'
    ? messageResponse(500, 'Internal Server Error')
    : messageResponse(502, 'Internal server error');

const unknown = (kind: Kind) =>
  kind === 'http'
    ? messageResponse(404, 'Not Found')
    : messageResponse(403, 'Missing Authentication Token');

function send(response: ServerResponse, answer: Response): void {
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.removeHeader('content-length');
  response.writeHead(answer.status);
  response.end(answer.body);
}

/** The result of a function, or what the gateway answers when it takes too long; a URL waits as long as its function may run. */
async function withinTime({ kind, isUrl }: Api, work: Promise<Response>): Promise<Response> {
  if (isUrl) return work;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Response>((resolve) => {
    timer = setTimeout(() => resolve(late(kind)), WAIT_MS[kind]);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function invoked(
  fn: DeployedFunction,
  context: Context,
  runtime: Runtime,
  cause: Cause,
): Promise<Response> {
  const { route } = context.matched;
  const isNew = route.payload === '2.0';
  const event = JSON.stringify(isNew ? payload2(context) : payload1(context));
  if (refusedCall(fn, event)?.status === 413)
    return messageResponse(413, 'Request Entity Too Large');
  let response = failed(context.api.kind);
  const respond = (outcome: Outcome) => {
    response = responseTo(outcome, context);
    return response;
  };
  await runtime.invoke(fn, event, cause, { respond });
  return response;
}

/** What the client gets for an outcome of the function. */
function responseTo({ result, error }: Outcome, { api, matched, request }: Context): Response {
  const { kind, binaryTypes } = api;
  if (error) return failed(kind);
  const answer = JSON.parse(result ?? 'null');
  if (matched.route.payload === '2.0') return response2(answer);
  const isBinary = kind === 'http' || isBinaryType(binaryTypes, headerOf(request, 'accept'));
  return response1(answer, kind, isBinary);
}

/** Answers the requests of an API as API Gateway would. */
export class Gateway {
  readonly #api: Api;
  readonly #runtime: Runtime;

  constructor(api: Api, runtime: Runtime) {
    this.#api = api;
    this.#runtime = runtime;
  }

  readonly listener: RequestListener = (message, response) => void this.#answer(message, response);

  async #answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readRequest(message, randomUUID());
      const own = preflight(this.#api.cors, request);
      const answer = own ?? (await this.#routed(request));
      send(response, own ?? withCors(this.#api, request, answer));
    } catch (error) {
      // Those of an answer that could not be sent
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      const isLarge = error instanceof TooLarge;
      send(response, isLarge ? messageResponse(413, 'Request Too Long') : failed(this.#api.kind));
    }
  }

  async #routed(sent: Request): Promise<Response> {
    const { kind } = this.#api;
    const { stage, path } = stagedPath(this.#api, sent.path);
    const api = { ...this.#api, stage };
    // Events of HTTP APIs show the path with the stage
    const request = kind === 'rest' ? { ...sent, path } : sent;
    const matched = matchRoute(api, request.method, path);
    if (!matched) return unknown(kind);
    const cause = this.#runtime.activity.fresh('http', this.#api.id);
    const context = { api, request, matched, identity: NOBODY };
    const identity = await this.#identity(context, cause);
    if (isResponse(identity)) return identity;
    const refused = await refusedRequest(matched.route.validation, request);
    if (refused) return refused;
    return this.#integrated(matched.route, { ...context, identity }, cause);
  }

  async #identity(context: Context, cause: Cause): Promise<Identity | Response> {
    const { authorizer } = context.matched.route;
    const simple = identityBy(authorizer, context.request);
    if (simple || authorizer.kind !== 'lambda') return simple!;
    return identityByFunction(authorizer, context, this.#runtime, cause);
  }

  #integrated(route: Route, context: Context, cause: Cause): Promise<Response> | Response {
    const fn = route.functionArn === undefined ? undefined : this.#runtime.find(route.functionArn);
    if (!fn) return mockResponse(route.integration);
    return withinTime(this.#api, invoked(fn, context, this.#runtime, cause));
  }
}
