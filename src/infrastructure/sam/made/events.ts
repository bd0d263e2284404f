import { isSame, type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';

/** The ids of what SAM makes of an event, each by its ending after the id of the event. */
type Endings = (properties: ModelMap) => readonly string[];

const MAPPING: Endings = () => [''];
const PERMISSION: Endings = () => ['Permission'];

/** A queue of dead letters that SAM makes, with its policy where EventBridge sends to it. */
const queueOf = ({ DeadLetterConfig }: ModelMap, ...beside: readonly string[]) =>
  mapOf(DeadLetterConfig).Type === undefined ? [] : ['Queue', ...beside];

const RULE: Endings = (properties) => ['', 'Permission', ...queueOf(properties, 'QueuePolicy')];

const SCHEDULE: Endings = (properties) => [
  '',
  ...(properties.RoleArn === undefined ? ['Role'] : []),
  ...queueOf(properties),
];

/** A queue between topic and function: that of the template, or one that SAM makes. */
function subscription({ SqsSubscription: queue }: ModelMap): readonly string[] {
  if (queue === undefined || String(queue) === 'false') return ['', 'Permission'];
  const isMade = mapOf(queue).QueueArn === undefined;
  return ['', 'QueuePolicy', 'EventSourceMapping', ...(isMade ? ['Queue'] : [])];
}

const OF_FUNCTIONS: Readonly<Record<string, Endings>> = {
  SNS: subscription,
  S3: PERMISSION,
  Cognito: PERMISSION,
  AlexaSkill: PERMISSION,
  Api: PERMISSION,
  HttpApi: PERMISSION,
  IoTRule: () => ['', 'Permission'],
  CloudWatchLogs: () => ['', 'Permission'],
  Schedule: RULE,
  CloudWatchEvent: RULE,
  EventBridgeRule: RULE,
  ScheduleV2: SCHEDULE,
};

/** What starts a state machine does so in a role of its own. */
const OF_STATE_MACHINES: Readonly<Record<string, Endings>> = {
  Api: () => ['Role'],
  Schedule: (properties) => ['', ...queueOf(properties, 'QueuePolicy'), ...ownRole(properties)],
  CloudWatchEvent: (properties) => ['', 'Role', ...queueOf(properties, 'QueuePolicy')],
  EventBridgeRule: (properties) => ['', 'Role', ...queueOf(properties, 'QueuePolicy')],
  ScheduleV2: SCHEDULE,
};

const ownRole = ({ RoleArn }: ModelMap) => (RoleArn === undefined ? ['Role'] : []);

/** The APIs that SAM makes for the events that name none, and what an event would name one with. */
const IMPLICIT: Readonly<Record<string, readonly [id: string, key: string]>> = {
  Api: ['ServerlessRestApi', 'RestApiId'],
  HttpApi: ['ServerlessHttpApi', 'ApiId'],
};

function implicitApi(type: string, properties: ModelMap): readonly string[] {
  const [id, key] = IMPLICIT[type] ?? [];
  return id && key && properties[key] === undefined ? [id] : [];
}

/** An event without a path is the permission for all routes of its HTTP API: SAM makes none for each. */
function isCovered(type: Model | undefined, { ApiId = null, Path }: ModelMap, all: ModelMap) {
  if (type !== 'HttpApi' || Path === undefined) return false;
  return Object.values(all).some((each) => {
    const { Type, Properties } = mapOf(each);
    const other = mapOf(Properties);
    return Type === 'HttpApi' && other.Path === undefined && isSame(other.ApiId ?? null, ApiId);
  });
}

/** The ids of what SAM makes of the events of a function or of a state machine; of an API, its own id alone. */
export function madeOfEvents(
  id: string,
  events: Model | undefined,
  isStateMachine: boolean,
): readonly string[] {
  const endings = isStateMachine ? OF_STATE_MACHINES : OF_FUNCTIONS;
  return Object.entries(mapOf(events)).flatMap(([key, model]) => {
    const { Type, Properties } = mapOf(model);
    const properties = mapOf(Properties);
    const of = endings[String(Type)] ?? MAPPING;
    const own = isCovered(Type, properties, mapOf(events)) ? [] : of(properties);
    return [...own.map((ending) => id + key + ending), ...implicitApi(String(Type), properties)];
  });
}
