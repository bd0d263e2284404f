import { type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Api, Authorizer, Route, Validation } from '../deployed-api.ts';
import type { ResolvedResource } from '../stack.ts';
import { functionArnOf, openApiRoutes } from './open-api.ts';
import { byRef, ofType, type Resources } from './resources.ts';
import { isTrue, jsonOf, textOf, textsOf } from './values.ts';

const PREFIX = 'AWS::ApiGateway::';

const ofApi = (resources: Resources, type: string, api: ResolvedResource) =>
  ofType(resources, PREFIX + type).filter(
    ({ properties }) => properties.RestApiId === api.identity.ref,
  );

/** The path of a resource: its own part behind those of the resources around it. */
function pathOf(ref: string, resources: Resources): string {
  const resource = byRef(resources, `${PREFIX}Resource`, ref);
  if (!resource) return '';
  const { ParentId, PathPart } = resource.properties;
  return `${pathOf(String(ParentId), resources)}/${PathPart}`;
}

const headerOf = (source: string | undefined) =>
  /^method\.request\.header\.(.+)$/.exec(source ?? '')?.[1];

function authorizer(properties: ModelMap, scopes: readonly string[]): Authorizer {
  const sources = (textOf(properties.IdentitySource) ?? '').split(',');
  const headers = sources.flatMap((source) => headerOf(source.trim()) ?? []);
  if (properties.Type === 'COGNITO_USER_POOLS') {
    const pools = textsOf(properties.ProviderARNs);
    return { kind: 'cognito', pools, header: headers[0] ?? 'Authorization', scopes };
  }
  const functionArn = functionArnOf(textOf(properties.AuthorizerUri));
  if (!functionArn) return { kind: 'none' };
  const style = properties.Type === 'REQUEST' ? 'request' : 'token';
  return { kind: 'lambda', functionArn, style, payload: '1.0', isSimple: false, headers };
}

function authorizerOf({ properties }: ResolvedResource, resources: Resources): Authorizer {
  if (properties.AuthorizationType === 'AWS_IAM') return { kind: 'iam' };
  const found = byRef(resources, `${PREFIX}Authorizer`, textOf(properties.AuthorizerId));
  if (!found) return { kind: 'none' };
  return authorizer(found.properties, textsOf(properties.AuthorizationScopes));
}

const required = (parameters: ModelMap, where: string): readonly string[] =>
  Object.entries(parameters).flatMap(([name, value]) => {
    const prefix = `method.request.${where}.`;
    return isTrue(value) && name.startsWith(prefix) ? [name.slice(prefix.length)] : [];
  });

function validationOf(
  { properties }: ResolvedResource,
  resources: Resources,
): Validation | undefined {
  const validator = byRef(
    resources,
    `${PREFIX}RequestValidator`,
    textOf(properties.RequestValidatorId),
  );
  if (!validator) return undefined;
  const { ValidateRequestBody, ValidateRequestParameters } = validator.properties;
  const model = textOf(mapOf(properties.RequestModels)['application/json']);
  const schema = byRef(resources, `${PREFIX}Model`, model)?.properties.Schema;
  const parameters = isTrue(ValidateRequestParameters) ? mapOf(properties.RequestParameters) : {};
  return {
    bodySchema: isTrue(ValidateRequestBody) ? jsonOf(schema) : undefined,
    query: required(parameters, 'querystring'),
    headers: required(parameters, 'header'),
  };
}

function routeOf(method: ResolvedResource, resources: Resources): Route {
  const { properties } = method;
  const integration = mapOf(properties.Integration);
  const uri = textOf(integration.Uri);
  const functionArn = integration.Type === 'AWS_PROXY' ? functionArnOf(uri) : undefined;
  return {
    method: String(properties.HttpMethod).toUpperCase(),
    path: pathOf(String(properties.ResourceId), resources) || '/',
    functionArn,
    ...(!functionArn && { integration }),
    payload: '1.0',
    authorizer: authorizerOf(method, resources),
    validation: validationOf(method, resources),
    needsKey: isTrue(properties.ApiKeyRequired),
  };
}

function apiOf(api: ResolvedResource, resources: Resources, stack: string): Api {
  const { id, properties } = api;
  const stages = ['Stage', 'Deployment']
    .flatMap((type) => ofApi(resources, type, api))
    .flatMap((each) => textOf(each.properties.StageName) ?? []);
  const methods = ofApi(resources, 'Method', api).map((method) => routeOf(method, resources));
  return {
    id,
    endpoint: api.logicalId ?? id,
    stack,
    kind: 'rest',
    name: textOf(properties.Name) ?? id,
    stage: stages[0] ?? 'prod',
    ...(stages.length > 1 && { stages }),
    binaryTypes: [
      ...textsOf(properties.BinaryMediaTypes),
      ...textsOf(mapOf(properties.Body)['x-amazon-apigateway-binary-media-types']),
    ],
    routes: [...methods, ...openApiRoutes(properties.Body, 'rest')],
  };
}

/** The REST APIs of CloudFormation's own resources. */
export const restApis = (resources: Resources, stack: string): readonly Api[] =>
  ofType(resources, `${PREFIX}RestApi`).map((api) => apiOf(api, resources, stack));
