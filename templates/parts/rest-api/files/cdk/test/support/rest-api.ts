import { ofType, type Template } from './template.ts';

interface Method {
  AuthorizationType: string;
  AuthorizerId?: string;
  HttpMethod: string;
  Integration: { Uri: string };
  RequestModels?: Record<string, string>;
  RequestValidatorId?: string;
  ResourceId: string;
  RestApiId: string;
}

/** `METHOD /path` → `Function: who may call`. */
export function routes(template: Template, api: string): Record<string, string> {
  return Object.fromEntries(
    methods(template, api).map((method) => {
      const [, fn] = /functions\/(\w+)\.Arn\//.exec(method.Integration.Uri) ?? [];
      return [routeOf(template, method), `${fn}: ${callersOf(template, method)}`];
    }),
  );
}

/** `METHOD /path` → the JSON Schema that the gateway holds its body against. */
export function schemas(template: Template, api: string): Record<string, unknown> {
  const validated = methods(template, api).filter(
    ({ RequestModels, RequestValidatorId }) => RequestModels && RequestValidatorId,
  );
  return Object.fromEntries(
    validated.map((method) => {
      const model = template[method.RequestModels?.['application/json'] ?? '']?.Properties;
      return [routeOf(template, method), (model as { Schema: unknown }).Schema];
    }),
  );
}

export function stages(template: Template): unknown[] {
  return Object.values(ofType(template, 'AWS::ApiGateway::Stage'));
}

function methods(template: Template, api: string): Method[] {
  const all = Object.values(ofType<Method>(template, 'AWS::ApiGateway::Method'));
  return all.filter((method) => method.RestApiId === api);
}

function routeOf(template: Template, method: Method): string {
  return `${method.HttpMethod} ${pathOf(template, method.ResourceId)}`;
}

function pathOf(template: Template, id: string): string {
  const resource = template[id]?.Properties as { ParentId: string; PathPart: string } | undefined;
  return resource ? `${pathOf(template, resource.ParentId)}/${resource.PathPart}` : '';
}

function callersOf(template: Template, method: Method): string {
  if (!method.AuthorizerId) return method.AuthorizationType;
  const { Type, ProviderARNs } = template[method.AuthorizerId]?.Properties as {
    Type: string;
    ProviderARNs: string[];
  };
  return `${Type} ${ProviderARNs}`;
}
