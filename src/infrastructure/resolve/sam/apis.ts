import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Api, Authorizer, Cors, Route } from '../deployed-api.ts';
import { corsOf } from '../read/cors.ts';
import { openApiRoutes } from '../read/open-api.ts';
import { textsOf } from '../read/values.ts';
import type { ResolvedResource } from '../stack.ts';
import { samAuthorizer } from './authorizers.ts';

interface Requested {
  readonly api: string;
  readonly kind: 'http' | 'rest';
  readonly route: (auth: Authorize) => Route;
}

type Authorize = (event: ModelMap) => Authorizer;

const IMPLICIT = { HttpApi: 'ServerlessHttpApi', Api: 'ServerlessRestApi' } as const;

/** The logical id of the API that an event names: `Ref` of an API is its id in lower case. */
const apiOf = (properties: ModelMap, type: 'HttpApi' | 'Api') =>
  String(properties.ApiId ?? properties.RestApiId ?? IMPLICIT[type]).toLowerCase();

function validationOf(properties: ModelMap): Route['validation'] {
  const { RequestModel, RequestParameters } = properties;
  if (RequestModel === undefined && RequestParameters === undefined) return undefined;
  const names = [RequestParameters ?? []].flat().flatMap((each) => {
    if (typeof each === 'string') return [];
    return Object.entries(mapOf(each)).filter(([, rule]) => mapOf(rule).Required === true);
  });
  const of = (where: string) =>
    names.flatMap(([name]) => {
      const prefix = `method.request.${where}.`;
      return name.startsWith(prefix) ? [name.slice(prefix.length)] : [];
    });
  return { query: of('querystring'), headers: of('header') };
}

function requested(resource: ResolvedResource, model: Model): readonly Requested[] {
  const { Type, Properties } = mapOf(model);
  if (Type !== 'HttpApi' && Type !== 'Api') return [];
  const properties = mapOf(Properties);
  const isDefault = properties.Path === undefined;
  const payload = Type === 'Api' || properties.PayloadFormatVersion === '1.0' ? '1.0' : '2.0';
  const route = (authorize: Authorize): Route => ({
    method: isDefault ? 'ANY' : String(properties.Method ?? 'ANY').toUpperCase(),
    path: isDefault ? '$default' : String(properties.Path),
    functionArn: resource.identity.attributes.Arn,
    payload,
    authorizer: authorize(mapOf(properties.Auth)),
    validation: validationOf(properties),
    needsKey: mapOf(properties.Auth).ApiKeyRequired === true,
  });
  return [{ api: apiOf(properties, Type), kind: Type === 'Api' ? 'rest' : 'http', route }];
}

const normalMethod = (route: Route): Route =>
  route.method === '*' || route.method === 'X-AMAZON-APIGATEWAY-ANY-METHOD'
    ? { ...route, method: 'ANY' }
    : route;

const isSamApi = ({ type }: ResolvedResource) =>
  type === 'AWS::Serverless::HttpApi' || type === 'AWS::Serverless::Api';

/** SAM's `Cors` of a REST API holds header values: `"'GET,POST'"`. */
const cors = (properties: ModelMap): Cors | undefined =>
  corsOf(properties.CorsConfiguration ?? properties.Cors);

/** SAM writes the slash of a media type as `~1`. */
const binaryTypes = ({ BinaryMediaTypes, DefinitionBody }: ModelMap): readonly string[] =>
  [
    ...textsOf(BinaryMediaTypes),
    ...textsOf(mapOf(DefinitionBody)['x-amazon-apigateway-binary-media-types']),
  ].map((type) => type.replace('~1', '/'));

function apiFrom(resource: ResolvedResource, all: readonly Requested[], stack: string): Api {
  const { id, type, properties } = resource;
  const kind = type === 'AWS::Serverless::Api' ? 'rest' : 'http';
  const authorize = samAuthorizer(mapOf(properties.Auth), kind);
  const own = all.filter(({ api }) => api === id.toLowerCase());
  const routes = own.map(({ route }) => normalMethod(route(authorize)));
  return {
    id,
    endpoint: id,
    stack,
    kind,
    name: String(properties.Name ?? id),
    stage: String(properties.StageName ?? (kind === 'http' ? '$default' : 'Prod')),
    routes: [...routes, ...openApiRoutes(properties.DefinitionBody, kind)],
    ...(kind === 'rest' && { binaryTypes: binaryTypes(properties) }),
    cors: cors(properties),
  };
}

const implicit = (id: string, type: string, globals: ModelMap): ResolvedResource => ({
  id,
  type,
  properties: globals,
  metadata: {},
  identity: { ref: id.toLowerCase(), attributes: {} },
});

/** The APIs of a SAM template, declared or implied by events, with the routes that functions ask for. */
export function samApis(resources: readonly ResolvedResource[], globals: ModelMap, stack: string) {
  const all = resources.flatMap((resource) =>
    Object.values(mapOf(resource.properties.Events)).flatMap((event) => requested(resource, event)),
  );
  const implied = [
    implicit('ServerlessHttpApi', 'AWS::Serverless::HttpApi', mapOf(globals.HttpApi)),
    implicit('ServerlessRestApi', 'AWS::Serverless::Api', mapOf(globals.Api)),
  ].filter(({ id }) => all.some(({ api }) => api === id.toLowerCase()));
  return [...resources.filter(isSamApi), ...implied].map((each) => apiFrom(each, all, stack));
}
