import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Authorizer } from '../deployed-api.ts';

const texts = (value: Model | undefined): readonly string[] =>
  [value ?? []].flat().filter((each) => typeof each === 'string') as string[];

/** The name of the header in `$request.header.Authorization`, or in SAM's `Header`. */
const headerOf = (source: Model | undefined) =>
  /^\$request\.header\.(.+)$/.exec(String(source ?? ''))?.[1] ?? 'Authorization';

function http(model: ModelMap, scopes: readonly string[]): Authorizer {
  if (model.FunctionArn !== undefined) return lambda(model, 'request');
  const jwt = mapOf(model.JwtConfiguration);
  return {
    kind: 'jwt',
    issuer: String(jwt.issuer ?? ''),
    audience: texts(jwt.audience),
    header: headerOf(model.IdentitySource),
    scopes,
  };
}

function identityHeaders(identity: ModelMap, style: 'token' | 'request'): readonly string[] {
  if (style === 'token') return [String(identity.Header ?? 'Authorization')];
  return texts(identity.Headers);
}

function lambda(model: ModelMap, style: 'token' | 'request'): Authorizer {
  return {
    kind: 'lambda',
    functionArn: String(model.FunctionArn),
    style,
    payload: model.AuthorizerPayloadFormatVersion === '2.0' ? '2.0' : '1.0',
    isSimple: model.EnableSimpleResponses === true,
    headers: identityHeaders(mapOf(model.Identity), style),
  };
}

function rest(model: ModelMap, scopes: readonly string[]): Authorizer {
  if (model.FunctionArn !== undefined)
    return lambda(model, model.FunctionPayloadType === 'REQUEST' ? 'request' : 'token');
  return {
    kind: 'cognito',
    pools: texts(model.UserPoolArn),
    header: String(mapOf(model.Identity).Header ?? 'Authorization'),
    scopes,
  };
}

/**
 * A function from an event's `Auth` to its authorizer, by the `Auth` of the API.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html
 */
export function samAuthorizer(
  api: ModelMap,
  kind: 'http' | 'rest',
): (event: ModelMap) => Authorizer {
  return (event) => {
    const name = String(event.Authorizer ?? api.DefaultAuthorizer ?? 'NONE');
    if (name === 'AWS_IAM') return { kind: 'iam' };
    if (name === 'NONE') return { kind: 'none' };
    const model = mapOf(mapOf(api.Authorizers)[name]);
    const scopes = texts(event.AuthorizationScopes ?? model.AuthorizationScopes);
    return kind === 'http' ? http(model, scopes) : rest(model, scopes);
  };
}
