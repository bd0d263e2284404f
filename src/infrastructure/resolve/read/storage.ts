import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Bucket, CorsRule, Notification, Table } from '../deployment.ts';
import type { ResolvedResource, ResolvedStack } from '../stack.ts';
import { isTrue, mapsOf, textOf, textsOf } from './values.ts';

/** The lists of a notification configuration, with the property that names the target in each. */
const TARGETS = {
  LambdaConfigurations: 'Function',
  LambdaFunctionConfigurations: 'LambdaFunctionArn',
  QueueConfigurations: 'Queue',
  TopicConfigurations: 'Topic',
} as const;

function rulesOf(filter: Model | undefined): ReadonlyMap<string, string> {
  // A template says S3Key, and the API that the CDK calls says Key
  const { S3Key, Key } = mapOf(filter);
  const key = mapOf(S3Key ?? Key);
  const rules = mapsOf(key.Rules ?? key.FilterRules);
  return new Map(rules.map(({ Name, Value }) => [String(Name).toLowerCase(), String(Value)]));
}

function notificationOf(configuration: ModelMap, target: string): Notification {
  const rules = rulesOf(configuration.Filter);
  return {
    events: textsOf(configuration.Event ?? configuration.Events),
    targetArn: String(
      configuration[target] ?? configuration[`${target}Arn`] ?? configuration.LambdaFunctionArn,
    ),
    prefix: rules.get('prefix') ?? '',
    suffix: rules.get('suffix') ?? '',
  };
}

const notificationsIn = (configuration: ModelMap): readonly Notification[] =>
  Object.entries(TARGETS).flatMap(([list, target]) =>
    mapsOf(configuration[list]).map((each) => notificationOf(each, target)),
  );

const isNotification = ({ type }: ResolvedResource) => type === 'Custom::S3BucketNotifications';

/** `EventBridgeConfiguration` is on in a template unless it says otherwise, and on where the API has it. */
function toEventBridge(configurations: readonly ModelMap[]): boolean {
  return configurations.some(({ EventBridgeConfiguration: config }) => {
    if (config === undefined) return false;
    const enabled = mapOf(config).EventBridgeEnabled;
    return enabled === undefined || isTrue(enabled);
  });
}

const corsOf = ({ CorsConfiguration }: ModelMap): readonly CorsRule[] =>
  mapsOf(mapOf(CorsConfiguration).CorsRules).map((rule) => ({
    origins: textsOf(rule.AllowedOrigins),
    methods: textsOf(rule.AllowedMethods),
    headers: textsOf(rule.AllowedHeaders),
    exposed: textsOf(rule.ExposedHeaders),
    maxAgeSeconds: rule.MaxAge === undefined ? undefined : Number(rule.MaxAge),
  }));

function bucketOf(bucket: ResolvedResource, stack: ResolvedStack): Bucket {
  const { id, properties, identity } = bucket;
  const others = [...stack.resources.values()].filter(
    (each) => isNotification(each) && each.properties.BucketName === identity.ref,
  );
  const configurations = [bucket, ...others].map((each) =>
    mapOf(each.properties.NotificationConfiguration),
  );
  return {
    id,
    stack: stack.around.stackName,
    name: identity.ref,
    arn: identity.attributes.Arn!,
    isVersioned: mapOf(properties.VersioningConfiguration).Status === 'Enabled',
    notifications: configurations.flatMap(notificationsIn),
    toEventBridge: toEventBridge(configurations),
    cors: corsOf(properties),
  };
}

/** What of a secondary index `CreateTable` takes of an on-demand table. */
const indexOf = ({ IndexName, KeySchema, Projection }: ModelMap): ModelMap => ({
  IndexName: IndexName!,
  KeySchema: KeySchema!,
  Projection: Projection ?? { ProjectionType: 'ALL' },
});

function definitionOf({ properties }: ResolvedResource, name: string): ModelMap {
  const { AttributeDefinitions = [], KeySchema = [] } = properties;
  const globals = mapsOf(properties.GlobalSecondaryIndexes).map(indexOf);
  const locals = mapsOf(properties.LocalSecondaryIndexes).map(indexOf);
  return {
    TableName: name,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
  };
}

function tableOf(table: ResolvedResource, stack: string): Table {
  const { id, properties, identity } = table;
  const view = textOf(mapOf(properties.StreamSpecification).StreamViewType);
  const ttl = mapOf(properties.TimeToLiveSpecification);
  // A global table with replicas has a stream of both images whether it says so or not
  const isReplicated = mapsOf(properties.Replicas).length > 1;
  const streamView = view ?? (isReplicated ? 'NEW_AND_OLD_IMAGES' : undefined);
  return {
    id,
    stack,
    name: identity.ref,
    arn: identity.attributes.Arn!,
    definition: definitionOf(table, identity.ref),
    ...(streamView && { streamView, streamArn: identity.attributes.StreamArn }),
    ...(String(ttl.Enabled ?? true) === 'true' && { ttlAttribute: textOf(ttl.AttributeName) }),
  };
}

export function storageOf(stack: ResolvedStack) {
  const all = [...stack.resources.values()];
  return {
    buckets: all
      .filter(({ type }) => type === 'AWS::S3::Bucket')
      .map((each) => bucketOf(each, stack)),
    tables: all
      .filter(({ type }) => /^AWS::DynamoDB::(Global)?Table$/.test(type))
      .map((each) => tableOf(each, stack.around.stackName)),
  };
}
