/** A place in a file of the project: 1-based line. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** What cannot be read: the expression as the source has it. It never counts as the service's default. */
export interface Unknown {
  readonly unknown: string;
}

/** A property's value: known, `undefined` where the source leaves it out, or unknown. */
export type Value = string | number | boolean | readonly Value[] | ValueMap | undefined | Unknown;
export interface ValueMap {
  readonly [key: string]: Value;
}

export const isUnknown = (value: Value): value is Unknown =>
  typeof value === 'object' && !Array.isArray(value) && 'unknown' in value;

export const RESOURCE_TYPES = [
  'function',
  'queue',
  'topic',
  'bucket',
  'table',
  'stream',
  'pool',
  'api',
  'bus',
  'rule',
  'schedule',
  'role',
  'policy',
  'key',
  'alarm',
  'logGroup',
  'stateMachine',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** A class of a CDK app or of a package whose instances make the node. */
export interface Construct {
  readonly className: string;
  /** The field or getter that leads from an instance to the node: `lambdaFunction`; undefined where it is the node. */
  readonly member?: string;
  /** How often the app makes the class; undefined where that cannot be counted. */
  readonly instances?: number;
}

/**
 * A resource. Properties have the same names in both forms, in camel case and without the units that CDK wraps them
 * in: `timeout` and `visibilityTimeout` are seconds.
 */
export interface Node {
  /** The logical id in a template; the construct path within its class in a CDK app. */
  readonly id: string;
  readonly type: ResourceType;
  readonly place: Place;
  readonly properties: ValueMap;
  /** The condition that the resource carries: a template's. */
  readonly condition?: string;
  /** Set for a resource that another stack or account makes: `Queue.fromQueueArn`, an ARN parameter. */
  readonly isImported?: true;
  readonly madeBy?: Construct;
}

/** What invokes a function. */
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

export interface Invokes {
  readonly kind: 'invokes';
  readonly how: How;
  readonly from: Node;
  readonly to: Node;
  readonly place: Place;
  /** What tells two edges of one source apart: a route, a prefix and suffix, an operation, a filter. */
  readonly properties: ValueMap;
}

export interface Refers {
  readonly kind: 'refers';
  readonly from: Node;
  readonly to: Node;
  readonly through: 'env' | 'policy' | 'dependsOn' | 'property';
  readonly place: Place;
}

export type Edge = Invokes | Refers;

/** What a project's infrastructure makes, as far as it was read, whatever it is written in. */
export interface Infrastructure {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}
