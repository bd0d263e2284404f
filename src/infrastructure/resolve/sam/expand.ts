import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { ResolvedResource } from '../stack.ts';
import { eventResources } from './events.ts';

/** A resource that SAM makes of another. */
export const made = (
  id: string,
  type: string,
  properties: ModelMap,
  from: ResolvedResource,
): ResolvedResource => ({ id, type, properties, metadata: {}, identity: from.identity });

const given = (entries: Readonly<Record<string, Model | undefined>>): ModelMap =>
  Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, Model] => entry[1] !== undefined),
  );

const arnOf = (resource: ResolvedResource) => resource.identity.attributes.Arn ?? '';

function lambda(resource: ResolvedResource): ResolvedResource {
  const { CodeUri, InlineCode, ImageUri, DeadLetterQueue, ...rest } = resource.properties;
  const code = given({ CodeUri, ZipFile: InlineCode, ImageUri });
  const target = mapOf(DeadLetterQueue).TargetArn;
  const DeadLetterConfig = target === undefined ? undefined : { TargetArn: target };
  return {
    ...resource,
    type: 'AWS::Lambda::Function',
    properties: { ...rest, ...given({ Code: code, DeadLetterConfig }) },
  };
}

function invokeConfig(resource: ResolvedResource): readonly ResolvedResource[] {
  const config = resource.properties.EventInvokeConfig;
  if (config === undefined) return [];
  const properties = { ...mapOf(config), FunctionName: arnOf(resource) };
  return [
    made(`${resource.id}EventInvokeConfig`, 'AWS::Lambda::EventInvokeConfig', properties, resource),
  ];
}

function functionUrl(resource: ResolvedResource): readonly ResolvedResource[] {
  const config = resource.properties.FunctionUrlConfig;
  if (config === undefined) return [];
  const properties = { ...mapOf(config), TargetFunctionArn: arnOf(resource) };
  return [made(`${resource.id}Url`, 'AWS::Lambda::Url', properties, resource)];
}

const functionResources = (resource: ResolvedResource): readonly ResolvedResource[] => [
  lambda(resource),
  ...invokeConfig(resource),
  ...functionUrl(resource),
  ...eventResources(resource, arnOf(resource)),
];

function simpleTable(resource: ResolvedResource): ResolvedResource {
  const { PrimaryKey, TableName } = resource.properties;
  const { Name = 'id', Type = 'String' } = mapOf(PrimaryKey);
  const AttributeType = String(Type)[0]!;
  const properties = given({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: Name, AttributeType }],
    KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
  });
  return { ...resource, type: 'AWS::DynamoDB::Table', properties };
}

function stateMachine(resource: ResolvedResource): readonly ResolvedResource[] {
  const { Name, Type, ...rest } = resource.properties;
  const properties = { ...rest, ...given({ StateMachineName: Name, StateMachineType: Type }) };
  return [
    { ...resource, type: 'AWS::StepFunctions::StateMachine', properties },
    ...eventResources(resource, arnOf(resource)),
  ];
}

/**
 * The CloudFormation resources that SAM makes of a resource; the resource itself where it is none of SAM's. APIs stay
 * as they are: their routes are read from the events of the functions.
 */
export function expandSam(resource: ResolvedResource): readonly ResolvedResource[] {
  if (resource.type === 'AWS::Serverless::Function') return functionResources(resource);
  if (resource.type === 'AWS::Serverless::SimpleTable') return [simpleTable(resource)];
  if (resource.type === 'AWS::Serverless::StateMachine') return stateMachine(resource);
  return [resource];
}
