import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { ResolvedResource } from '../stack.ts';

/** An event of a function or of a state machine, as its resource has it. */
interface Event {
  readonly id: string;
  readonly type: string;
  readonly properties: ModelMap;
  readonly targetArn: string;
}

type Expand = (event: Event) => readonly [type: string, properties: ModelMap];

const listOf = (value: Model | undefined): readonly Model[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Model];

const mapping =
  (source: string): Expand =>
  ({ properties, targetArn }) => {
    const { [source]: EventSourceArn, ...rest } = properties;
    const own = { ...rest, EventSourceArn: EventSourceArn ?? null, FunctionName: targetArn };
    return ['AWS::Lambda::EventSourceMapping', own];
  };

const subscription: Expand = ({ properties, targetArn }) => {
  const { Topic, SqsSubscription, ...rest } = properties;
  const queue = mapOf(SqsSubscription).QueueArn;
  const own =
    queue === undefined
      ? { Protocol: 'lambda', Endpoint: targetArn }
      : { Protocol: 'sqs', Endpoint: queue };
  return ['AWS::SNS::Subscription', { ...rest, ...own, TopicArn: Topic ?? null }];
};

const notification: Expand = ({ properties, targetArn }) => {
  const configuration = {
    Events: listOf(properties.Events),
    LambdaFunctionArn: targetArn,
    Filter: mapOf(properties.Filter),
  };
  const NotificationConfiguration = { LambdaFunctionConfigurations: [configuration] };
  return [
    'Custom::S3BucketNotifications',
    { BucketName: properties.Bucket ?? null, NotificationConfiguration },
  ];
};

/** The properties of an event that say what its target receives. */
function target(properties: ModelMap, targetArn: string): ModelMap {
  const names = ['Input', 'InputPath', 'InputTransformer', 'RetryPolicy', 'DeadLetterConfig'];
  const given = names.flatMap((name) => {
    const value = (properties[name] ?? mapOf(properties.Target)[name]) as Model | undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { Id: 'Target', Arn: targetArn, ...Object.fromEntries(given) };
}

const state = ({ Enabled, State }: ModelMap): Model =>
  State ?? (String(Enabled ?? true) === 'false' ? 'DISABLED' : 'ENABLED');

const rule: Expand = ({ properties, targetArn }) => [
  'AWS::Events::Rule',
  {
    ...(properties.Schedule !== undefined && { ScheduleExpression: properties.Schedule }),
    ...(properties.Pattern !== undefined && { EventPattern: properties.Pattern }),
    ...(properties.EventBusName !== undefined && { EventBusName: properties.EventBusName }),
    State: state(properties),
    Targets: [target(properties, targetArn)],
  },
];

const schedule: Expand = ({ properties, targetArn }) => [
  'AWS::Scheduler::Schedule',
  { ...properties, State: state(properties), Target: target(properties, targetArn) },
];

const cognito: Expand = ({ properties, targetArn }) => [
  'Custom::CognitoTriggers',
  { UserPool: properties.UserPool ?? null, Triggers: listOf(properties.Trigger), targetArn },
];

const EXPAND: Readonly<Record<string, Expand>> = {
  SQS: mapping('Queue'),
  DynamoDB: mapping('Stream'),
  Kinesis: mapping('Stream'),
  MSK: mapping('Stream'),
  MQ: mapping('Broker'),
  SNS: subscription,
  S3: notification,
  Schedule: rule,
  EventBridgeRule: rule,
  CloudWatchEvent: rule,
  ScheduleV2: schedule,
  Cognito: cognito,
};

/** Events that become routes of an API. */
const ROUTES = new Set(['Api', 'HttpApi']);

function expanded(event: Event): readonly [string, ModelMap] {
  const expand = EXPAND[event.type];
  return expand ? expand(event) : ['AWS::Serverless::Event', { Type: event.type }];
}

/**
 * The CloudFormation resources that SAM makes of the events of a function or of a state machine, but for the routes of
 * its APIs.
 */
export function eventResources(
  resource: ResolvedResource,
  targetArn: string,
): readonly ResolvedResource[] {
  return Object.entries(mapOf(resource.properties.Events)).flatMap(([key, model]) => {
    const { Type, Properties } = mapOf(model);
    if (ROUTES.has(String(Type))) return [];
    const id = resource.id + key;
    const event = { id, type: String(Type), properties: mapOf(Properties), targetArn };
    const [type, properties] = expanded(event);
    return [{ id, type, properties, metadata: {}, identity: { ref: id, attributes: {} } }];
  });
}
