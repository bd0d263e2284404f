import { ofType, type Template } from './template.ts';

interface Route {
  ApiId: string;
  AuthorizationType: string;
  AuthorizerId?: string;
  RouteKey: string;
  Target: string;
}

/** `METHOD /path` → `Function: who may call it`. */
export function routes(template: Template, api: string): Record<string, string> {
  const all = Object.values(ofType<Route>(template, 'AWS::ApiGatewayV2::Route'));
  return Object.fromEntries(
    all
      .filter((route) => route.ApiId === api)
      .map((route) => [route.RouteKey, `${functionOf(template, route)}: ${callersOf(template, route)}`]),
  );
}

/** Properties of the one stage of each API. */
export function stages(template: Template): Record<string, unknown> {
  const all = Object.values(ofType<{ ApiId: string }>(template, 'AWS::ApiGatewayV2::Stage'));
  return Object.fromEntries(all.map((stage) => [stage.ApiId, stage]));
}

function functionOf(template: Template, { Target }: Route) {
  const id = Target.replace('integrations/', '');
  const integration = template[id]?.Properties as { IntegrationUri: string };
  return integration.IntegrationUri.replace('.Arn', '');
}

function callersOf(template: Template, { AuthorizationType, AuthorizerId }: Route) {
  if (!AuthorizerId) return AuthorizationType;
  const authorizer = template[AuthorizerId]?.Properties as {
    JwtConfiguration: { Audience: string[]; Issuer: string };
  };
  const { Audience, Issuer } = authorizer.JwtConfiguration;
  return `${AuthorizationType} of ${Issuer} for ${Audience}`;
}
