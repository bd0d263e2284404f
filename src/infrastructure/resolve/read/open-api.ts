import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Authorizer, Route } from '../deployed-api.ts';
import { listOf, textOf, textsOf } from './values.ts';

const METHODS = 'get put post delete options head patch trace x-amazon-apigateway-any-method';

/** `arn:…:apigateway:…/functions/<function ARN>/invocations`, or the function's ARN. */
export const functionArnOf = (uri: string | undefined): string | undefined =>
  /(arn:aws[\w-]*:lambda:[^/]+)/.exec(uri ?? '')?.[1];

function scheme(name: string, scopes: readonly string[], document: ModelMap): Authorizer {
  const all = {
    ...mapOf(document.securityDefinitions),
    ...mapOf(mapOf(document.components).securitySchemes),
  };
  const found = mapOf(all[name]);
  const authorizer = mapOf(found['x-amazon-apigateway-authorizer']);
  const header = textOf(found.name) ?? 'Authorization';
  if (found['x-amazon-apigateway-authtype'] === 'awsSigv4') return { kind: 'iam' };
  const jwt = mapOf(authorizer.jwtConfiguration);
  if (authorizer.type === 'jwt')
    return {
      kind: 'jwt',
      issuer: textOf(jwt.issuer) ?? '',
      audience: textsOf(jwt.audience),
      header: 'Authorization',
      scopes,
    };
  if (authorizer.type === 'cognito_user_pools')
    return { kind: 'cognito', pools: textsOf(authorizer.providerARNs), header, scopes };
  const functionArn = functionArnOf(textOf(authorizer.authorizerUri));
  if (!functionArn) return { kind: 'none' };
  return {
    kind: 'lambda',
    functionArn,
    style: authorizer.type === 'request' ? 'request' : 'token',
    payload: authorizer.authorizerPayloadFormatVersion === '2.0' ? '2.0' : '1.0',
    isSimple: authorizer.enableSimpleResponses === true,
    headers: authorizer.type === 'request' ? [] : [header],
  };
}

function authorizerOf(operation: ModelMap, document: ModelMap): Authorizer {
  const [security] = listOf(operation.security ?? document.security);
  const [entry] = Object.entries(mapOf(security));
  return entry ? scheme(entry[0], textsOf(entry[1]), document) : { kind: 'none' };
}

const methodOf = (key: string) =>
  key === 'x-amazon-apigateway-any-method' ? 'ANY' : key.toUpperCase();

/** The routes of an OpenAPI document with API Gateway's extensions; none where there is no document. */
export function openApiRoutes(body: Model | undefined, kind: 'http' | 'rest'): readonly Route[] {
  const document = mapOf(body);
  return Object.entries(mapOf(document.paths)).flatMap(([path, item]) =>
    Object.entries(mapOf(item))
      .filter(([key]) => METHODS.split(' ').includes(key))
      .map(([key, operation]) => routeOf(methodOf(key), path, mapOf(operation), document, kind)),
  );
}

function routeOf(
  method: string,
  path: string,
  operation: ModelMap,
  document: ModelMap,
  kind: 'http' | 'rest',
): Route {
  const integration = mapOf(operation['x-amazon-apigateway-integration']);
  const isNew = integration.payloadFormatVersion !== '1.0' && kind === 'http';
  const functionArn = functionArnOf(textOf(integration.uri));
  return {
    method,
    path: path === '/$default' ? '$default' : path,
    functionArn,
    ...(!functionArn && { integration }),
    payload: isNew ? '2.0' : '1.0',
    authorizer: authorizerOf(operation, document),
    needsKey: false,
  };
}
