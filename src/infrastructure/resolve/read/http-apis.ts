import { mapOf } from '../../../editors/sam/model.ts';
import type { Api, Authorizer, Route } from '../deployed-api.ts';
import type { ResolvedResource } from '../stack.ts';
import { corsOf } from './cors.ts';
import { functionArnOf, openApiRoutes } from './open-api.ts';
import { byRef, ofType, type Resources } from './resources.ts';
import { isTrue, textOf, textsOf } from './values.ts';

const PREFIX = 'AWS::ApiGatewayV2::';

const ofApi = (resources: Resources, type: string, api: ResolvedResource) =>
  ofType(resources, PREFIX + type).filter(
    ({ properties }) => properties.ApiId === api.identity.ref,
  );

const headersOf = (sources: readonly string[]) =>
  sources.flatMap((source) => /^\$request\.header\.(.+)$/.exec(source)?.[1] ?? []);

function lambda({ properties }: ResolvedResource): Authorizer {
  const functionArn = functionArnOf(textOf(properties.AuthorizerUri));
  if (!functionArn) return { kind: 'none' };
  return {
    kind: 'lambda',
    functionArn,
    style: 'request',
    payload: properties.AuthorizerPayloadFormatVersion === '2.0' ? '2.0' : '1.0',
    isSimple: isTrue(properties.EnableSimpleResponses),
    headers: headersOf(textsOf(properties.IdentitySource)),
  };
}

function jwt({ properties }: ResolvedResource, scopes: readonly string[]): Authorizer {
  const { Issuer, Audience } = mapOf(properties.JwtConfiguration);
  const [header = 'Authorization'] = headersOf(textsOf(properties.IdentitySource));
  return {
    kind: 'jwt',
    issuer: textOf(Issuer) ?? '',
    audience: textsOf(Audience),
    header,
    scopes,
  };
}

function authorizerOf(route: ResolvedResource, resources: Resources): Authorizer {
  const { AuthorizationType, AuthorizerId, AuthorizationScopes } = route.properties;
  if (AuthorizationType === 'AWS_IAM') return { kind: 'iam' };
  const authorizer = byRef(resources, `${PREFIX}Authorizer`, textOf(AuthorizerId));
  if (!authorizer) return { kind: 'none' };
  return authorizer.properties.AuthorizerType === 'JWT'
    ? jwt(authorizer, textsOf(AuthorizationScopes))
    : lambda(authorizer);
}

function routeOf(route: ResolvedResource, resources: Resources): Route {
  const [method, path = '$default'] = String(route.properties.RouteKey).split(' ');
  const target = textOf(route.properties.Target)?.replace(/^integrations\//, '');
  const integration = byRef(resources, `${PREFIX}Integration`, target)?.properties ?? {};
  const functionArn = functionArnOf(textOf(integration.IntegrationUri));
  return {
    method: method === '$default' ? 'ANY' : method!,
    path,
    functionArn,
    ...(!functionArn && { integration }),
    payload: integration.PayloadFormatVersion === '2.0' ? '2.0' : '1.0',
    authorizer: authorizerOf(route, resources),
    needsKey: false,
  };
}

/** `Target` of an API is a route and an integration in one. */
function quickRoute({ properties }: ResolvedResource): readonly Route[] {
  const functionArn = functionArnOf(textOf(properties.Target));
  if (!functionArn) return [];
  const [method, path = '$default'] = String(properties.RouteKey ?? '$default').split(' ');
  const authorizer = { kind: 'none' } as const;
  const isDefault = method === '$default';
  return [
    {
      method: isDefault ? 'ANY' : method!,
      path,
      functionArn,
      payload: '2.0',
      authorizer,
      needsKey: false,
    },
  ];
}

function apiOf(api: ResolvedResource, resources: Resources, stack: string): Api {
  const { properties, id } = api;
  const stages = ofApi(resources, 'Stage', api).flatMap(
    (each) => textOf(each.properties.StageName) ?? [],
  );
  const routes = ofApi(resources, 'Route', api).map((route) => routeOf(route, resources));
  return {
    id,
    endpoint: api.logicalId ?? id,
    stack,
    kind: 'http',
    name: textOf(properties.Name) ?? id,
    stage: stages.includes('$default') ? '$default' : (stages[0] ?? '$default'),
    ...(stages.length > 1 && { stages }),
    routes: [...routes, ...quickRoute(api), ...openApiRoutes(properties.Body, 'http')],
    cors: corsOf(properties.CorsConfiguration),
  };
}

/** The HTTP APIs of CloudFormation's own resources. */
export const httpApis = (resources: Resources, stack: string): readonly Api[] =>
  ofType(resources, `${PREFIX}Api`)
    .filter(({ properties }) => properties.ProtocolType !== 'WEBSOCKET')
    .map((api) => apiOf(api, resources, stack));
