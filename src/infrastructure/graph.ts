/** A place in a file of the project: 1-based line. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** What cannot be read: the expression as the source has it. It never counts as the service's default. */
export interface Unknown {
  readonly unknown: string;
  /** Of a text that is known in part, with `*` for what is not: `/items/*`. */
  readonly like?: string;
}

/** A property's value: known, `undefined` where the source leaves it out, or unknown. */
export type Value = string | number | boolean | readonly Value[] | ValueMap | undefined | Unknown;
export interface ValueMap {
  readonly [key: string]: Value;
}

export const isUnknown = (value: Value): value is Unknown =>
  typeof value === 'object' && !Array.isArray(value) && 'unknown' in value;

/** The types that rules ask for; all else is `other`: its references count for cycles and conditions. */
const RESOURCE_TYPES = [
  'function',
  'queue',
  'topic',
  'bucket',
  'table',
  'stream',
  'pool',
  'api',
  'stage',
  'bus',
  'rule',
  'schedule',
  'role',
  'policy',
  'key',
  'alarm',
  'logGroup',
  'stateMachine',
  'permission',
  'subscription',
  'mapping',
  'output',
  'other',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/**
 * Properties have the same names in both forms, in camel case and without the units that CDK wraps them in. A
 * property that is left out is absent: the rule that reads it knows the service's default.
 */
export interface Properties {
  /** Physical name: `FunctionName`, `QueueName`, `PolicyName`, … */
  readonly name?: Value;
  /** Where a function, or what another stack makes, is: `eu-west-1`; absent where that is not known. */
  readonly region?: Value;
  /** Seconds; a function's. Lambda's default is 3. */
  readonly timeout?: Value;
  /** Seconds; the most that a deployment can make of a timeout that depends on a parameter. */
  readonly longestTimeout?: Value;
  /** A function's: `nodejs22.x`. */
  readonly runtime?: Value;
  /** Id of the node of a function's role; absent where it is not one of the graph. */
  readonly role?: Value;
  /** The alias that a deployment publishes, and that is to be invoked: `live`. */
  readonly alias?: Value;
  /** Id of the resource that publishes it; absent where SAM makes that by itself. */
  readonly aliasId?: Value;
  /** Seconds; a queue's. SQS's default is 30. */
  readonly visibilityTimeout?: Value;
  /** Seconds; the least that a deployment can make of a visibility timeout that depends on a parameter. */
  readonly shortestVisibility?: Value;
  /** Whether a queue or topic is FIFO. */
  readonly isFifo?: Value;
  /** Id of the customer-managed key's node, `alias/aws/…` for a key of AWS, or unknown: queue, topic, table, stream, bucket. */
  readonly encryptionKey?: Value;
  /** A table's `StreamViewType`; absent where it has no stream. */
  readonly streamView?: Value;
  /** The conditions without which a table has no stream, as they are written. */
  readonly streamConditions?: readonly string[];
  /** Whether a table's stream comes with its replicas, so that it can be neither set nor changed. */
  readonly isStreamFixed?: true;
  /** Whether an API's routes are made of its events (`events`, the default) or written in a document. */
  readonly routes?: 'events' | 'inline document' | 'document';
  /** Whether an API speaks WebSocket: it has no paths. */
  readonly isWebSocket?: boolean;
  /** Whether an API is a REST API; an HTTP API is not. */
  readonly isRest?: boolean;
  /** Most invocations at a time; a function's `ReservedConcurrentExecutions`. */
  readonly reservedConcurrency?: Value;
  /** Instances of a function's alias that are kept initialised: the most that a condition can choose. */
  readonly provisionedConcurrency?: Value;
  /** MB; a function's. Lambda's default is 128. */
  readonly memory?: Value;
  /** A function's `TenantIsolationMode`; absent where its environments are shared. */
  readonly tenancy?: Value;
  /** Seconds that an execution of a durable function takes at most; absent for other functions. */
  readonly durableTimeout?: Value;
  /** Whether an API deploys each new route by itself, without a stage that says so. */
  readonly deploysItself?: true;
  /** Whether an API asks who calls where a route says nothing of it. */
  readonly isGuarded?: Value;
  /** Whether a stage deploys the new routes of its API. */
  readonly autoDeploy?: Value;
  /** Set for a role that takes no policies: `Role.fromRoleArn(…, { mutable: false })`. */
  readonly isImmutable?: true;
  /** A rule's schedule; absent where it waits for events. */
  readonly schedule?: Value;
  /** The sources that a rule's pattern names; absent where it names none. */
  readonly sources?: Value;
  /** Names of roles that a policy is attached to, of roles that the project does not make. */
  readonly foreignRoles?: Value;
}

/** A resource, or an output of a template. */
export interface Node {
  /** The logical id in a template; the construct path within its class in a CDK app. */
  readonly id: string;
  readonly type: ResourceType;
  readonly place: Place;
  readonly properties: Properties;
  /** Where a property is written; the resource's own place where it is not. */
  placeOf?(property: keyof Properties): Place;
  /** The condition that the resource carries: a template's. */
  readonly condition?: string;
  /** Set for a resource that another stack or account makes: `Queue.fromQueueArn`, an ARN parameter. */
  readonly isImported?: true;
  /** Set for what SAM makes by itself for a resource: the role of a function, the API of events that name none. */
  readonly isGenerated?: true;
  /** Of what SAM makes: the id of the resource that it makes it for. */
  readonly owner?: string;
}

/** What delivers events to a function. */
export type How =
  | 'http'
  | 'schedule'
  | 'sqs'
  | 'sns'
  | 's3'
  | 'eventbridge'
  | 'dynamodb-stream'
  | 'kinesis'
  | 'cognito'
  | 'function-url';

/** What tells two deliveries of one source apart. */
export interface Delivery {
  /** http: upper case, `ANY` for all. */
  readonly method?: Value;
  /** http: `/orders/{id}`, `$default` for what no other route takes. */
  readonly path?: Value;
  /** http: whether anybody may call. */
  readonly isOpen?: Value;
  /** s3: `s3:ObjectCreated:*`. */
  readonly events?: Value;
  /** s3; absent where every key is meant. */
  readonly prefix?: Value;
  /** s3; absent where every key is meant. */
  readonly suffix?: Value;
  /** cognito: `PreSignUp`. */
  readonly operation?: Value;
  /** Most invocations at a time of an event source mapping. */
  readonly maxConcurrency?: Value;
  /** The alias or version that is invoked; absent for the function's latest code. */
  readonly qualifier?: Value;
}

/** `from` delivers events to `to`: to a function, or to a queue, topic or bus between. */
export interface Invokes {
  readonly kind: 'invokes';
  readonly how: How;
  readonly from: Node;
  readonly to: Node;
  readonly place: Place;
  readonly properties: Delivery;
}

/** `from` is made after `to`, as CloudFormation sees it: it refers to it, or depends on it. */
export interface Refers {
  readonly kind: 'refers';
  readonly from: Node;
  readonly to: Node;
  readonly through: 'env' | 'policy' | 'dependsOn' | 'property';
  readonly place: Place;
  /** The conditions under which the reference is there: those of the `Fn::If`s around it. */
  readonly conditions?: readonly string[];
}

/** `to`, a role or the function whose role it is, may do `actions` on a resource. */
export interface Grants {
  readonly kind: 'grants';
  readonly to: Node;
  /** Undefined where the policy names every resource, or those of the type. */
  readonly on?: Node;
  readonly actions: readonly string[];
  readonly place: Place;
}

export type Edge = Invokes | Refers | Grants;

/** What a project's infrastructure makes, as far as it was read, whatever it is written in. */
export interface Infrastructure {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** The conditions that hold whenever one does: a template's `Fn::And` and `Condition`. */
  readonly implied?: Readonly<Record<string, readonly string[]>>;
}

/** Seconds: of a function that says nothing, and the longest there is. */
export const DEFAULT_TIMEOUT = 3;
export const MAX_TIMEOUT = 900;
/** Seconds: of a queue that says nothing. */
export const DEFAULT_VISIBILITY = 30;
