import { ofType, properties, type Template } from './template.ts';

interface Route {
  ApiId: string;
  AuthorizationType: string;
  AuthorizerId?: string;
  RouteKey: string;
  Target: string;
}

interface Integration {
  IntegrationUri: string;
}

interface Authorizer {
  IdentitySource: string[];
  JwtConfiguration: { Audience: string[]; Issuer: string };
}

/** `METHOD /path` → `Function: who may call`. */
export function routes(template: Template, api: string): Record<string, string> {
  const all = Object.values(ofType<Route>(template, 'AWS::ApiGatewayV2::Route'));
  const own = all.filter((route) => route.ApiId === api);
  return Object.fromEntries(
    own.map((route) => {
      const target = `${functionOf(template, route)}: ${callersOf(template, route)}`;
      return [route.RouteKey, target];
    }),
  );
}

/** The routes to functions of the API's own instance; triggers may have brought others. */
export function ownRoutes(template: Template, api: string): Record<string, string> {
  const instance = api.replace(/Api$/, '');
  const all = Object.entries(routes(template, api));
  return Object.fromEntries(all.filter(([, target]) => target.startsWith(instance)));
}

/** API → properties of its stage. */
export function stages(template: Template): Record<string, unknown> {
  const all = Object.values(ofType<{ ApiId: string }>(template, 'AWS::ApiGatewayV2::Stage'));
  return Object.fromEntries(all.map((stage) => [stage.ApiId, stage]));
}

function functionOf(template: Template, route: Route): string {
  const id = route.Target.replace('integrations/', '');
  return properties<Integration>(template, id).IntegrationUri.replace('.Alias', '');
}

function callersOf(template: Template, route: Route): string {
  if (!route.AuthorizerId) return route.AuthorizationType;
  const { IdentitySource, JwtConfiguration } = properties<Authorizer>(template, route.AuthorizerId);
  const { Audience, Issuer } = JwtConfiguration;
  return `${route.AuthorizationType} of ${Issuer} for ${Audience} in ${IdentitySource}`;
}
