import type { Authorizer } from '../../infrastructure/resolve/deployed-api.ts';
import type { Cause } from '../core/activity.ts';
import type { Runtime } from '../core/runtime.ts';
import { type Identity, NOBODY } from './identity.ts';
import { type Context, payload1, payload2 } from './payloads.ts';
import { headerOf } from './request.ts';
import { messageResponse, type Response } from './response.ts';
import { stagedPath } from './stages.ts';

type LambdaAuthorizer = Authorizer & { kind: 'lambda' };

interface Statement {
  readonly Effect?: string;
  readonly Resource?: string | readonly string[];
}

interface Answer {
  readonly isAuthorized?: boolean;
  readonly principalId?: string;
  readonly policyDocument?: { readonly Statement?: Statement | readonly Statement[] };
  readonly context?: Values;
}

function methodArn({ api, request }: Context): string {
  const { path } = api.kind === 'http' ? stagedPath(api, request.path) : request;
  return `arn:aws:execute-api:us-east-1:000000000000:${api.id.toLowerCase()}/${api.stage}/${request.method}${path}`;
}

function eventOf(authorizer: LambdaAuthorizer, context: Context): object {
  const arn = methodArn(context);
  if (authorizer.style === 'token')
    return {
      type: 'TOKEN',
      methodArn: arn,
      authorizationToken: headerOf(context.request, authorizer.headers[0] ?? 'Authorization'),
    };
  const sources = authorizer.headers.map((name) => headerOf(context.request, name) ?? '');
  const isNew = authorizer.payload === '2.0';
  // An authorizer sees no body
  const {
    body: _,
    isBase64Encoded: __,
    ...event
  } = (isNew ? payload2(context) : payload1(context)) as Record<string, unknown>;
  if (isNew) return { ...event, type: 'REQUEST', routeArn: arn, identitySource: sources };
  return { ...event, type: 'REQUEST', methodArn: arn, identitySource: sources.join(',') };
}

/** `*` is any text, `?` any character. */
const matches = (pattern: string, arn: string) => {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(arn);
};

type Decision = 'allow' | 'deny' | 'implicit deny' | 'invalid';

/**
 * What an answer decides; an answer that decides nothing is an error of the authorizer, and lets nobody in. `isSimple`
 * is whether it may be `isAuthorized`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function decisionOf(answer: Answer, arn: string, isSimple: boolean): Decision {
  if (isSimple && typeof answer.isAuthorized === 'boolean')
    return answer.isAuthorized ? 'allow' : 'deny';
  const { Statement } = answer.policyDocument ?? {};
  if (Statement === undefined || answer.principalId === undefined) return 'invalid';
  const effects = [Statement]
    .flat()
    .filter(({ Resource = [] }) => [Resource].flat().some((each) => matches(each, arn)))
    .map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'deny';
  return effects.includes('Allow') ? 'allow' : 'implicit deny';
}

type Values = Readonly<Record<string, unknown>>;

/** A REST API hands the context on as texts, and takes no maps and lists. */
const isFlat = (context: Values) =>
  Object.values(context).every((value) => typeof value !== 'object' || value === null);

const asTexts = (context: Values) =>
  Object.fromEntries(
    Object.entries(context).map(([name, value]) => [name, value === null ? null : String(value)]),
  );

const NOT_AUTHORIZED = 'User is not authorized to access this resource';

function refusal(decision: Exclude<Decision, 'allow'>, kind: 'http' | 'rest'): Response {
  if (decision === 'invalid') return messageResponse(500, 'Internal Server Error');
  if (kind === 'http') return messageResponse(403, 'Forbidden');
  const how = decision === 'deny' ? ' with an explicit deny' : '';
  return messageResponse(403, `${NOT_AUTHORIZED}${how}`, 'Message');
}

/** Asks the function that authorizes requests; a response where it refuses one. */
export async function identityByFunction(
  authorizer: LambdaAuthorizer,
  context: Context,
  runtime: Runtime,
  cause: Cause,
): Promise<Identity | Response> {
  const fn = runtime.find(authorizer.functionArn);
  if (!fn) return messageResponse(500, 'The authorizer is not a function that runs here');
  if (authorizer.headers.some((name) => headerOf(context.request, name) === undefined))
    return messageResponse(401, 'Unauthorized');
  const event = JSON.stringify(eventOf(authorizer, { ...context, identity: NOBODY }));
  const { result, error } = await runtime.invoke(fn, event, cause);
  if (error?.errorMessage === 'Unauthorized') return messageResponse(401, 'Unauthorized');
  if (error) return messageResponse(500, 'Internal Server Error');
  const answer = (JSON.parse(result ?? 'null') ?? {}) as Answer;
  const decision = decisionOf(answer, methodArn(context), authorizer.isSimple);
  const { kind } = context.api;
  if (decision !== 'allow') return refusal(decision, kind);
  const { context: values = {}, principalId = 'user' } = answer;
  if (kind === 'rest' && !isFlat(values)) return refusal('invalid', kind);
  return {
    http: { lambda: values },
    rest: { ...(kind === 'rest' ? asTexts(values) : values), principalId },
  };
}
