import { ofType, properties, type Template } from './template.ts';

interface Api {
  Auth?: {
    DefaultAuthorizer?: string;
    Authorizers?: Record<string, { UserPoolArn: string }>;
    InvokeRole?: string;
  };
  GatewayResponses?: Record<string, Response>;
  Models?: Record<string, unknown>;
}

interface Response {
  ResponseParameters: { Headers: Record<string, string> };
  ResponseTemplates: Record<string, string>;
}

interface Event {
  Type: string;
  Properties: {
    Auth?: { Authorizer?: string };
    Method: string;
    Path: string;
    RequestModel?: { Model: string; Required?: boolean; ValidateBody?: boolean };
    RestApiId: string;
  };
}

/** `METHOD /path` → `Function: who may call`. */
export function routes(template: Template, api: string): Record<string, string> {
  return Object.fromEntries(
    events(template, api).map(([id, event]) => [
      routeOf(event),
      `${id}: ${callersOf(template, event)}`,
    ]),
  );
}

/** The routes to functions of the API's own instance; triggers may have brought others. */
export function ownRoutes(template: Template, api: string): Record<string, string> {
  const instance = api.replace(/Api$/, '');
  const all = Object.entries(routes(template, api));
  return Object.fromEntries(all.filter(([, target]) => target.startsWith(instance)));
}

/** `METHOD /path` → the JSON Schema that the gateway holds its body against. */
export function schemas(template: Template, api: string): Record<string, unknown> {
  const { Models } = properties<Api>(template, api);
  const validated = events(template, api).filter(
    ([, { Properties }]) =>
      Properties.RequestModel?.Required && Properties.RequestModel.ValidateBody,
  );
  return Object.fromEntries(
    validated.map(([, event]) => [
      routeOf(event),
      Models?.[event.Properties.RequestModel?.Model ?? ''],
    ]),
  );
}

/** Response type → the headers and bodies of what the gateway answers by itself. */
export function gatewayResponses(template: Template, api: string): Record<string, unknown> {
  const { GatewayResponses = {} } = properties<Api>(template, api);
  return Object.fromEntries(
    Object.entries(GatewayResponses).map(([type, { ResponseParameters, ResponseTemplates }]) => {
      const headers = Object.entries(ResponseParameters.Headers).map(([name, value]) => [
        `gatewayresponse.header.${name}`,
        value,
      ]);
      return [type, { ...Object.fromEntries(headers), ...ResponseTemplates }];
    }),
  );
}

/** API → properties of its stage. */
export function stages(template: Template): Record<string, unknown> {
  return ofType(template, 'AWS::Serverless::Api');
}

function events(template: Template, api: string): [string, Event][] {
  const functions = ofType<{ Events?: Record<string, Event> }>(template, 'AWS::Lambda::Function');
  const all = Object.entries(functions).flatMap(([id, { Events = {} }]) =>
    Object.values(Events).map((event): [string, Event] => [id, event]),
  );
  return all.filter(([, { Properties, Type }]) => Type === 'Api' && Properties.RestApiId === api);
}

const routeOf = ({ Properties }: Event) => `${Properties.Method} ${Properties.Path}`;

function callersOf(template: Template, { Properties }: Event): string {
  const { Auth } = properties<Api>(template, Properties.RestApiId);
  const name = Properties.Auth?.Authorizer ?? Auth?.DefaultAuthorizer ?? 'NONE';
  if (name === 'AWS_IAM' && Auth?.InvokeRole !== 'NONE') return 'who may invoke the function';
  const authorizer = Auth?.Authorizers?.[name];
  return authorizer ? `COGNITO_USER_POOLS ${authorizer.UserPoolArn}` : name;
}
