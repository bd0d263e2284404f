import { type ModelMap, mapOf } from '../../editors/sam/model.ts';
import type { Template } from '../../infrastructure/resolve/template.ts';

const TYPES = new Set([
  'AWS::Serverless::HttpApi',
  'AWS::Serverless::Api',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGateway::RestApi',
  'AWS::Lambda::Url',
]);

const isImplied = (event: ModelMap, type: string, property: string) =>
  event.Type === type && mapOf(event.Properties)[property] === undefined;

/** APIs and URLs that SAM makes for a function. */
function impliedIds(id: string, { Properties }: ModelMap): readonly string[] {
  const { FunctionUrlConfig, Events } = mapOf(Properties);
  const events = Object.values(mapOf(Events)).map(mapOf);
  return [
    ...(FunctionUrlConfig === undefined ? [] : [`${id}Url`]),
    ...(events.some((each) => isImplied(each, 'HttpApi', 'ApiId')) ? ['ServerlessHttpApi'] : []),
    ...(events.some((each) => isImplied(each, 'Api', 'RestApiId')) ? ['ServerlessRestApi'] : []),
  ];
}

/** Logical ids of everything in a template that gets an address. */
export function endpointIds({ resources }: Template): readonly string[] {
  const ids = Object.entries(resources).flatMap(([id, model]) => {
    const resource = mapOf(model);
    if (TYPES.has(String(resource.Type))) return [id];
    return resource.Type === 'AWS::Serverless::Function' ? impliedIds(id, resource) : [];
  });
  return [...new Set(ids)];
}
