import { ofType, properties, type Template } from './template.ts';

interface Method {
  AuthorizationType: string;
  AuthorizerId?: string;
  HttpMethod: string;
  Integration: { Credentials?: unknown; Uri: string };
  RequestModels?: Record<string, string>;
  RequestValidatorId?: string;
  ResourceId: string;
  RestApiId: string;
}

interface PathResource {
  ParentId: string;
  PathPart: string;
}

interface Authorizer {
  ProviderARNs: string[];
  Type: string;
}

interface Response {
  ResponseParameters: Record<string, string>;
  ResponseTemplates: Record<string, string>;
  ResponseType: string;
  RestApiId: string;
}

interface Validator {
  ValidateRequestBody?: boolean;
}

interface Model {
  Schema: unknown;
}

/** `METHOD /path` → `Function: who may call`. */
export function routes(template: Template, api: string): Record<string, string> {
  return Object.fromEntries(
    methods(template, api).map((method) => {
      const [, fn] = /functions\/(\w+)\.Alias\//.exec(method.Integration.Uri) ?? [];
      return [routeOf(template, method), `${fn}: ${callersOf(template, method)}`];
    }),
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
  const validated = methods(template, api).filter(
    ({ RequestModels, RequestValidatorId }) =>
      RequestModels &&
      RequestValidatorId &&
      properties<Validator>(template, RequestValidatorId).ValidateRequestBody,
  );
  return Object.fromEntries(
    validated.map((method) => {
      const model = method.RequestModels?.['application/json'] ?? '';
      return [routeOf(template, method), properties<Model>(template, model).Schema];
    }),
  );
}

/** Response type → the headers and bodies of what the gateway answers by itself. */
export function gatewayResponses(template: Template, api: string): Record<string, unknown> {
  const all = Object.values(ofType<Response>(template, 'AWS::ApiGateway::GatewayResponse'));
  const own = all.filter((response) => response.RestApiId === api);
  return Object.fromEntries(
    own.map(({ ResponseParameters, ResponseTemplates, ResponseType }) => [
      ResponseType,
      { ...ResponseParameters, ...ResponseTemplates },
    ]),
  );
}

/** API → properties of its stage. */
export function stages(template: Template): Record<string, unknown> {
  const all = Object.values(ofType<{ RestApiId: string }>(template, 'AWS::ApiGateway::Stage'));
  return Object.fromEntries(all.map((stage) => [stage.RestApiId, stage]));
}

function methods(template: Template, api: string): Method[] {
  const all = Object.values(ofType<Method>(template, 'AWS::ApiGateway::Method'));
  return all.filter((method) => method.RestApiId === api);
}

function routeOf(template: Template, method: Method): string {
  return `${method.HttpMethod} ${pathOf(template, method.ResourceId)}`;
}

function pathOf(template: Template, id: string): string {
  if (id.endsWith('.RootResourceId')) return '';
  const { ParentId, PathPart } = properties<PathResource>(template, id);
  return `${pathOf(template, ParentId)}/${PathPart}`;
}

function callersOf(template: Template, method: Method): string {
  if (method.Integration.Credentials) return 'who may invoke the function';
  if (!method.AuthorizerId) return method.AuthorizationType;
  const { ProviderARNs, Type } = properties<Authorizer>(template, method.AuthorizerId);
  return `${Type} ${ProviderARNs}`;
}
