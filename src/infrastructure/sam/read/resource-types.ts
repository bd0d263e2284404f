import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Properties, ResourceType, Value } from '../../graph.ts';
import { resourceOfArn } from './arns.ts';
import { isGuarded } from './authorization.ts';
import { intrinsicOf } from './intrinsic.ts';
import { boundOf } from './ranges.ts';
import { referencesIn } from './references.ts';
import type { Template, Written } from './template.ts';
import { numberOf, valueIn } from './values.ts';

const TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Serverless::Function': 'function',
  'AWS::Lambda::Function': 'function',
  'AWS::SQS::Queue': 'queue',
  'AWS::SNS::Topic': 'topic',
  'AWS::S3::Bucket': 'bucket',
  'AWS::DynamoDB::Table': 'table',
  'AWS::DynamoDB::GlobalTable': 'table',
  'AWS::Serverless::SimpleTable': 'table',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::Cognito::UserPool': 'pool',
  'AWS::Serverless::Api': 'api',
  'AWS::Serverless::HttpApi': 'api',
  'AWS::ApiGateway::RestApi': 'api',
  'AWS::ApiGatewayV2::Api': 'api',
  'AWS::ApiGatewayV2::Stage': 'stage',
  'AWS::Events::EventBus': 'bus',
  'AWS::Events::Rule': 'rule',
  'AWS::Scheduler::Schedule': 'schedule',
  'AWS::IAM::Role': 'role',
  'AWS::IAM::Policy': 'policy',
  'AWS::IAM::ManagedPolicy': 'policy',
  'AWS::KMS::Key': 'key',
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::Logs::LogGroup': 'logGroup',
  'AWS::StepFunctions::StateMachine': 'stateMachine',
  'AWS::Serverless::StateMachine': 'stateMachine',
  'AWS::Lambda::Permission': 'permission',
  'AWS::SNS::Subscription': 'subscription',
  'AWS::Lambda::EventSourceMapping': 'mapping',
};

export const typeOf = ({ cfnType }: Written): ResourceType => TYPES[cfnType] ?? 'other';

/** The item that `Fn::Select` takes of a list which is written out. */
function selected(of: Model | undefined): Model | undefined {
  const [index, items] = Array.isArray(of) ? (of as readonly Model[]) : [];
  return Array.isArray(items) ? (items as readonly Model[])[Number(index)] : undefined;
}

/** The one resource of the template that a value is, or is an attribute of; not one that a text only mentions. */
export function resourceIn(template: Template, model: Model | undefined): Written | undefined {
  const [name, of] = intrinsicOf(model) ?? [];
  if (name === 'Fn::Select') return resourceIn(template, selected(of));
  const isReference = name === 'Ref' || name === 'Fn::GetAtt' || name === 'Fn::Sub';
  const [first, ...others] = isReference ? referencesIn(model) : [];
  const found = first && others.length === 0 ? template.resources.get(first.id) : undefined;
  return found ?? resourceOfArn(template, model);
}

/** The id of a key of the template, the name or ARN of another one that is written out, or unknown. */
export function keyOf(template: Template, model: Model | undefined): Value {
  const found = resourceIn(template, model);
  if (found?.cfnType === 'AWS::KMS::Alias') return keyOf(template, found.properties.TargetKeyId);
  if (found) return found.id;
  const value = valueIn(template, model);
  // Each deployment has a key of its own, unless it is a key of AWS
  const isFixed = !intrinsicOf(model) || String(value).startsWith('alias/aws/');
  return isFixed || value === undefined ? value : { unknown: JSON.stringify(model) };
}

/** The APIs that SAM makes for events that name none. */
export const IMPLICIT = { Api: 'ServerlessRestApi', HttpApi: 'ServerlessHttpApi' } as const;

/** Types of roles, and of functions' roles, by the id that SAM gives them. */
export const generatedRole = (id: string) => `${id}Role`;

function roleOf(template: Template, { id, cfnType, properties }: Written): Value {
  const found = resourceIn(template, properties.Role);
  if (found) return found.id;
  return cfnType === 'AWS::Serverless::Function' && properties.Role === undefined
    ? generatedRole(id)
    : undefined;
}

/** The alias of a plain function is a resource of its own; of several, nobody knows which is invoked. */
function aliasOf(template: Template, { id, properties }: Written) {
  const published = valueIn(template, properties.AutoPublishAlias);
  if (published !== undefined) return { alias: published };
  const aliases = [...template.resources.values()].filter(
    ({ cfnType, properties: { FunctionName } }) =>
      cfnType === 'AWS::Lambda::Alias' && resourceIn(template, FunctionName)?.id === id,
  );
  const [only, ...others] = aliases;
  if (!only || others.length > 0) return {};
  return { alias: valueIn(template, only.properties.Name), aliasId: only.id };
}

type Read = (template: Template, properties: ModelMap, written: Written) => Properties;

const encryptedBy = (template: Template, model: Model | undefined) => ({
  encryptionKey: keyOf(template, model),
});

function bucketKey({ BucketEncryption }: ModelMap): Model | undefined {
  const [rule] = [mapOf(BucketEncryption).ServerSideEncryptionConfiguration ?? []].flat();
  return mapOf(mapOf(rule).ServerSideEncryptionByDefault).KMSMasterKeyID;
}

/** A global table has a key in each region. */
function tableKey({ SSESpecification, Replicas }: ModelMap): Model | undefined {
  const [replica] = [Replicas ?? []].flat();
  return (
    mapOf(SSESpecification).KMSMasterKeyId ?? mapOf(mapOf(replica).SSESpecification).KMSMasterKeyId
  );
}

/** A stream that depends on a condition is one whose view is not known. */
const viewOf = (template: Template, model: Model | undefined) =>
  valueIn(template, intrinsicOf(model) ? model : mapOf(model).StreamViewType);

/** The conditions without which `Fn::If` leaves a value out. */
function conditionsOf(model: Model | undefined): readonly string[] {
  const [name, of] = intrinsicOf(model) ?? [];
  if (name !== 'Fn::If' || !Array.isArray(of)) return [];
  const [condition, ...branches] = of;
  const left = branches.findIndex(isNone);
  const own = left < 0 ? [] : [left === 0 ? `not ${condition}` : `${condition}`];
  return [...own, ...branches.flatMap(conditionsOf)];
}

/** Replicas that agree in time read each other's streams; those that agree at once need none. */
const isReplicated = (cfnType: string, { Replicas, MultiRegionConsistency }: ModelMap) =>
  cfnType === 'AWS::DynamoDB::GlobalTable' &&
  Array.isArray(Replicas) &&
  Replicas.length > 1 &&
  MultiRegionConsistency !== 'STRONG';

const isDocument = (model: Model | undefined) =>
  typeof model === 'string' || intrinsicOf(model)?.[0] === 'Fn::Transform';

/** SAM adds no event's route to an API that has a document, but for one that asks for it. */
function routesOf({ properties: p }: Written): Exclude<Properties['routes'], undefined> {
  const body = p.DefinitionBody ?? p.Body;
  if (p.MergeDefinitions === true) return 'events';
  if (p.DefinitionUri ?? p.BodyS3Location) return 'document';
  if (body === undefined) return 'events';
  return isDocument(body) ? 'document' : 'inline document';
}

const foreignRoles = (template: Template, { Roles }: ModelMap) =>
  [Roles ?? []]
    .flat()
    .filter((role) => !referencedRole(template, role))
    .map((role) => valueIn(template, role));

/** A role that the template makes, or that SAM makes of a function: no parameter names it. */
function referencedRole({ parameters }: Template, role: Model): boolean {
  const [found] = referencesIn(role);
  return found !== undefined && !/^AWS::/.test(found.id) && !Object.hasOwn(parameters, found.id);
}

const isNone = (model: Model | undefined) => {
  const [name, of] = intrinsicOf(model) ?? [];
  return name === 'Ref' && of === 'AWS::NoValue';
};

/** The most instances that a deployment keeps initialised. */
function provisionedOf(template: Template, model: Model | undefined): Value {
  if (isNone(model)) return 0;
  const [name, of] = intrinsicOf(model) ?? [];
  if (name === undefined) {
    const count = mapOf(model).ProvisionedConcurrentExecutions;
    return boundOf(template, count, Math.max) ?? numberOf(template, count);
  }
  const either = name === 'Fn::If' && Array.isArray(of) ? of.slice(1) : [];
  const counts = either.map((each) => provisionedOf(template, each));
  return counts.length > 0 && counts.every((each) => typeof each === 'number')
    ? Math.max(...counts)
    : { unknown: JSON.stringify(model) };
}

const READ: Partial<Record<ResourceType, Read>> = {
  function: (template, p, written) => ({
    name: valueIn(template, p.FunctionName),
    timeout: numberOf(template, p.Timeout),
    longestTimeout: boundOf(template, p.Timeout, Math.max),
    runtime: valueIn(template, p.Runtime),
    role: roleOf(template, written),
    ...aliasOf(template, written),
    reservedConcurrency: numberOf(template, p.ReservedConcurrentExecutions),
    provisionedConcurrency: provisionedOf(template, p.ProvisionedConcurrencyConfig),
    memory: numberOf(template, p.MemorySize),
    tenancy: valueIn(template, mapOf(p.TenancyConfig).TenantIsolationMode),
    durableTimeout: numberOf(template, mapOf(p.DurableConfig).ExecutionTimeout),
  }),
  queue: (template, p) => ({
    name: valueIn(template, p.QueueName),
    visibilityTimeout: numberOf(template, p.VisibilityTimeout),
    shortestVisibility: boundOf(template, p.VisibilityTimeout, Math.min),
    isFifo: valueIn(template, p.FifoQueue),
    ...encryptedBy(template, p.KmsMasterKeyId),
  }),
  topic: (template, p) => ({
    name: valueIn(template, p.TopicName),
    isFifo: valueIn(template, p.FifoTopic),
    ...encryptedBy(template, p.KmsMasterKeyId),
  }),
  bucket: (template, p) => encryptedBy(template, bucketKey(p)),
  table: (template, p, { cfnType }) => ({
    streamView: viewOf(template, p.StreamSpecification),
    streamConditions: conditionsOf(p.StreamSpecification),
    ...(isReplicated(cfnType, p) && { isStreamFixed: true as const }),
    ...encryptedBy(template, tableKey(p)),
  }),
  stream: (template, p) => encryptedBy(template, mapOf(p.StreamEncryption).KeyId),
  api: (template, p, written) => ({
    ...(valueIn(template, p.ProtocolType) === 'WEBSOCKET' && { isWebSocket: true }),
    routes: routesOf(written),
    isRest: /::(Serverless::Api|RestApi)$/.test(written.cfnType),
    ...(written.cfnType.startsWith('AWS::Serverless') && { deploysItself: true as const }),
    isGuarded: isGuarded(template, p.Auth),
  }),
  stage: (template, p) => ({ autoDeploy: valueIn(template, p.AutoDeploy) }),
  rule: (template, p) => ({ sources: valueIn(template, mapOf(p.EventPattern).source) }),
  policy: (template, p) => ({
    name: valueIn(template, p.PolicyName),
    foreignRoles: foreignRoles(template, p),
  }),
};

/** What the rules may know of a resource. */
export const propertiesOf = (template: Template, written: Written): Properties =>
  READ[typeOf(written)]?.(template, written.properties, written) ?? {};
