import { cognito, functionIn, jwt, type Route, validating } from './route.ts';
import { ofType, type Properties, type Resources } from './template.ts';

interface HttpRoute {
  readonly ApiId: string;
  readonly RouteKey: string;
  readonly Target: string;
  readonly AuthorizationType?: string;
  readonly AuthorizerId?: string;
}

interface HttpAuthorizer {
  readonly JwtConfiguration: { readonly Issuer: string; readonly Audience: readonly string[] };
  readonly IdentitySource: string;
}

const propertiesOf = <T>(all: Resources, id: string) => all[id]!.Properties as T;

function jwtOf(all: Resources, id: string): string {
  const authorizer = propertiesOf<HttpAuthorizer>(all, id);
  const { Issuer, Audience } = authorizer.JwtConfiguration;
  return jwt(Issuer, Audience, authorizer.IdentitySource);
}

/** The routes of HTTP APIs that are resources of their own. */
export const httpRoutes = (all: Resources): readonly Route[] =>
  ofType<HttpRoute>(all, 'AWS::ApiGatewayV2::Route').map(([, route]) => {
    const [method, path] = route.RouteKey.split(' ') as [string, string];
    const integration = propertiesOf<Properties>(all, route.Target.replace('integrations/', ''));
    const { AuthorizerId, AuthorizationType = 'NONE' } = route;
    const settings = {
      type: integration.IntegrationType,
      authorizer: AuthorizerId ? jwtOf(all, AuthorizerId) : AuthorizationType,
      payload: integration.PayloadFormatVersion,
    };
    const fn = functionIn(integration.IntegrationUri);
    return { api: route.ApiId, method, path, fn, settings };
  });

interface RestMethod {
  readonly RestApiId: string;
  readonly ResourceId: string;
  readonly HttpMethod: string;
  readonly AuthorizationType: string;
  readonly AuthorizerId?: string;
  readonly RequestModels?: Readonly<Record<string, string>>;
  readonly RequestValidatorId?: string;
  readonly Integration: { readonly Type: string; readonly Uri: string };
}

interface RestAuthorizer {
  readonly ProviderARNs: readonly string[];
  readonly IdentitySource: string;
}

function usersOf(all: Resources, id: string): string {
  const { ProviderARNs, IdentitySource } = propertiesOf<RestAuthorizer>(all, id);
  return cognito(ProviderARNs, IdentitySource.replace('method.request.header.', ''));
}

function modelOf(all: Resources, [id]: readonly string[]): object {
  if (!id) return {};
  const { $schema: _, ...schema } = propertiesOf<{ Schema: Properties }>(all, id).Schema;
  return schema;
}

/** The path of a resource: its own part behind those of its parents. */
function pathOf(all: Resources, id: string): string {
  const { ParentId, PathPart } = all[id]?.Properties ?? {};
  return PathPart ? `${pathOf(all, String(ParentId))}/${PathPart}` : '';
}

/** The methods of REST APIs that are resources of their own. */
export const restRoutes = (all: Resources): readonly Route[] =>
  ofType<RestMethod>(all, 'AWS::ApiGateway::Method').map(([, method]) => {
    const { AuthorizerId, RequestValidatorId, Integration } = method;
    const validator = RequestValidatorId && propertiesOf<Properties>(all, RequestValidatorId);
    return {
      api: method.RestApiId,
      method: method.HttpMethod,
      path: pathOf(all, method.ResourceId),
      fn: functionIn(Integration.Uri),
      settings: {
        type: Integration.Type,
        authorizer: AuthorizerId ? usersOf(all, AuthorizerId) : method.AuthorizationType,
        model: modelOf(all, Object.values(method.RequestModels ?? {})),
        validates:
          validator &&
          validating(validator.ValidateRequestBody, validator.ValidateRequestParameters),
      },
    };
  });
