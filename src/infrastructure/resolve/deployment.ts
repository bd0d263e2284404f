import type { ModelMap } from '../../editors/sam/model.ts';
import type { Api, FunctionUrl, Resource } from './deployed-api.ts';

/** What CloudFormation would make of a project: every value resolved, what belongs together joined by its ARN. */
export interface Deployment {
  readonly functions: readonly DeployedFunction[];
  readonly apis: readonly Api[];
  readonly queues: readonly Queue[];
  readonly topics: readonly Topic[];
  readonly subscriptions: readonly Subscription[];
  readonly buckets: readonly Bucket[];
  readonly tables: readonly Table[];
  readonly mappings: readonly EventSourceMapping[];
  readonly rules: readonly Rule[];
  readonly schedules: readonly Schedule[];
  readonly stateMachines: readonly StateMachine[];
  readonly parameters: readonly Parameter[];
  readonly secrets: readonly Secret[];
  readonly databases: readonly Database[];
  readonly customResources: readonly CustomResource[];
  readonly pools: readonly Pool[];
  readonly buses: readonly Bus[];
  /** What a stack has that has no local counterpart, with the reason. */
  readonly notEmulated: readonly NotEmulated[];
  /** Parameters without a value, as `stack.Parameter`, with the value that is used. */
  readonly invented: ReadonlyMap<string, string>;
}

interface Named extends Resource {
  readonly name: string;
  readonly arn: string;
}

export type Code =
  /** Run as it is. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** Bundled from a source file, as `sam build` does: `BuildProperties` as the template has them. */
  | { readonly kind: 'sam'; readonly folder: string; readonly properties: ModelMap }
  | { readonly kind: 'inline'; readonly text: string }
  /** An asset of a CDK assembly: the path that its metadata names, or a file of the assembly. */
  | { readonly kind: 'asset'; readonly path: string }
  /** A container image: run from the sources in the folder that it is built of. */
  | { readonly kind: 'image'; readonly folder: string }
  | { readonly kind: 'missing'; readonly reason: string };

export interface DeployedFunction extends Named {
  readonly region: string;
  readonly handler: string;
  /** `nodejs24.x`; empty for a container image. */
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly code: Code;
  readonly logGroup: string;
  readonly concurrency?: number | undefined;
  readonly isFifoSource?: boolean;
  readonly asynchronous: AsynchronousConfig;
  readonly url?: FunctionUrl | undefined;
}

/** How Lambda treats an asynchronous invocation that fails. */
export interface AsynchronousConfig {
  readonly retries: number;
  readonly onSuccess?: string | undefined;
  readonly onFailure?: string | undefined;
  /** The older way: receives the event alone. */
  readonly deadLetters?: string | undefined;
}

export interface Redrive {
  readonly deadLetterArn: string;
  readonly maxReceives: number;
}

export interface Queue extends Named {
  readonly isFifo: boolean;
  readonly visibilitySeconds: number;
  readonly redrive?: Redrive | undefined;
  /** Attributes as `CreateQueue` takes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Topic extends Named {
  readonly isFifo: boolean;
  /** Whether a message without a deduplication id has the hash of its text for one. */
  readonly isContentBased: boolean;
}

export interface Subscription extends Resource {
  readonly topicArn: string;
  /** `sqs`, `lambda`, `email`, … */
  readonly protocol: string;
  readonly endpoint: string;
  readonly filter?: ModelMap | undefined;
  readonly filterScope: 'MessageAttributes' | 'MessageBody';
  readonly isRaw: boolean;
  readonly deadLetterArn?: string | undefined;
}

export interface Notification {
  readonly events: readonly string[];
  readonly targetArn: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** What a page of another origin may do with a bucket. */
export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds?: number | undefined;
}

export interface Bucket extends Named {
  readonly isVersioned: boolean;
  readonly notifications: readonly Notification[];
  /** Whether every event also goes to the default event bus. */
  readonly toEventBridge: boolean;
  readonly cors?: readonly CorsRule[];
}

export interface Table extends Named {
  /** As `CreateTable` takes it. */
  readonly definition: ModelMap;
  readonly streamArn?: string | undefined;
  readonly streamView?: string | undefined;
  readonly ttlAttribute?: string | undefined;
}

export interface EventSourceMapping extends Resource {
  readonly functionArn: string;
  readonly sourceArn: string;
  readonly isEnabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportsFailures: boolean;
  /** Patterns of which a record has to match one; empty for every record. */
  readonly filters: readonly ModelMap[];
  readonly maxConcurrency?: number | undefined;
  /** Of a stream: -1 for as long as the record lives. */
  readonly retries: number;
  readonly bisects: boolean;
  readonly onFailure?: string | undefined;
}

export interface Target {
  readonly arn: string;
  readonly input?: string | undefined;
  readonly inputPath?: string | undefined;
  readonly transformer?: ModelMap | undefined;
  readonly retries: number;
  readonly deadLetterArn?: string | undefined;
  readonly messageGroupId?: string | undefined;
}

export interface Rule extends Named {
  readonly bus: string;
  readonly isEnabled: boolean;
  readonly pattern?: ModelMap | undefined;
  readonly targets: readonly Target[];
}

/** A schedule of EventBridge Scheduler, or a rule with a schedule. */
export interface Schedule extends Named {
  readonly expression: string;
  readonly timezone: string;
  readonly isEnabled: boolean;
  readonly kind: 'scheduler' | 'rule';
  /** When it begins to fire, and the last time that it does, in milliseconds since the epoch. */
  readonly startsAt?: number | undefined;
  readonly endsAt?: number | undefined;
  readonly targets: readonly Target[];
}

export interface StateMachine extends Named {
  readonly definition: ModelMap;
  readonly isExpress: boolean;
}

export interface Parameter extends Resource {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

export interface Secret extends Named {
  readonly value: string;
}

/** A cluster of Aurora PostgreSQL with the Data API. */
export interface Database extends Named {
  /** The host that connections are made to. */
  readonly endpoint: string;
}

/** What a function of the project makes in a deployment. */
export interface CustomResource extends Resource {
  readonly type: string;
  readonly functionArn: string;
  /** As the function gets them. */
  readonly properties: ModelMap;
}

export interface Pool extends Resource {
  readonly poolId: string;
  readonly groups: readonly string[];
  /** Function ARNs by trigger: `PreSignUp`. */
  readonly triggers: Readonly<Record<string, string>>;
}

export interface Bus extends Named {}

export interface NotEmulated {
  readonly id: string;
  readonly type: string;
  readonly reason: string;
}
