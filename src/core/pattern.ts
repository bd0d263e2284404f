import type { Substitutions } from './fold/render.ts';
import type { Name } from './names.ts';
import type { OptionSpec, ValuesOf } from './options.ts';
import type { Instance, Project } from './project.ts';

/** A folder of files under `files/`, with substitutions of its own if it comes more than once. */
export interface FileSet {
  readonly set: string;
  readonly replace: Substitutions;
}

/** One file whose text is computed. */
export interface ComputedFile {
  readonly path: string;
  readonly text: string;
}

export type FileSource = string | FileSet | ComputedFile;

/** A SAM fragment under the contributor's folder, with substitutions of its own if it comes more than once. */
export type SamFragment = string | { readonly fragment: string; readonly replace: Substitutions };

/** What a CDK file gains: one import, and one statement that uses it. */
export interface ConstructOp {
  readonly className: string;
  /** Module specifier relative to `infra/`. */
  readonly module: string;
  /** `app` for a stack of its own in infra/app.ts, with this statement. */
  readonly app?: string;
  /** Whether its statement comes in front of all others of the stack, which it concerns while they are made. */
  readonly isFirst?: boolean;
}

/** A box of the architecture diagram; the shape follows the AWS service's kind. */
export interface DiagramNode {
  readonly id: string;
  readonly label: string;
  readonly shape?: 'function' | 'store' | 'queue' | 'service' | 'client';
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Drawn dashed: failures, alarms, dead letters. */
  readonly dashed?: boolean;
}

export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

/** What Lambda counts in a million events. */
export interface LambdaUsage {
  readonly requests: number;
  readonly gbSeconds: number;
}

/** A monthly price in US dollars: `fixed`, and `perMillion` events. */
export interface CostLine {
  readonly item: string;
  readonly fixed?: number;
  readonly perMillion?: number;
  /** What of it the free tier of Lambda counts. */
  readonly lambda?: LambdaUsage;
}

/** US dollars a month, for so many events. */
export const monthly = ({ fixed = 0, perMillion = 0 }: CostLine, events: number) =>
  fixed + (perMillion * events) / 1e6;

export const monthlyTotal = (cost: readonly CostLine[], events: number) =>
  cost.reduce((sum, line) => sum + monthly(line, events), 0);

/** One row of the README's table of functions. */
export interface FunctionRow {
  readonly name: string;
  /** Behind the instance's name in logical ids, where it is not the name: nothing for one that is all of its instance. */
  readonly id?: string;
  readonly trigger: string;
  /** IAM actions beyond its own logs, each with the resource it is allowed on. */
  readonly permissions: readonly string[];
  /** MB */
  readonly memory: number;
  /** Seconds */
  readonly timeout: number;
  /** Whether a VPC of the project has no place for it. */
  readonly isOutside?: boolean;
}

/** What an instance says about itself in derived documents. */
export interface Description {
  readonly functions: readonly FunctionRow[];
  readonly diagram: Diagram;
  readonly cost: readonly CostLine[];
  /** What the cost table counts, e.g. "requests". */
  readonly costUnit: string;
  readonly nextSteps?: readonly string[];
  /** What is not fit for production in the options that were chosen. */
  readonly warnings?: readonly string[];
  /** What its prose may name beside the options. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Everything that a pattern or a part adds to a project, as data. */
export interface Contribution {
  readonly files: readonly FileSource[];
  /** Parts, by id; each comes once per project. */
  readonly requires?: readonly string[];
  /** Other instances, by name, whose resources it takes. */
  readonly uses?: readonly string[];
  /** npm packages, by name; their ranges are in templates/versions.json. */
  readonly dependencies?: readonly string[];
  readonly devDependencies?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  /** Plain-text substitutions beyond the name's, in all of its files and fragments. */
  readonly replace?: Substitutions;
  /** Merged into template.yaml in this order. */
  readonly sam?: readonly SamFragment[];
  /** The construct that the CDK stack instantiates. */
  readonly construct?: ConstructOp;
  /** What its functions call beyond S3 and DynamoDB: services by the names of their VPC endpoints, or `internet`. */
  readonly calls?: readonly string[];
  /** Its alarms that tell that a new version of its functions fails, by their ids behind the instance's name. */
  readonly guards?: readonly string[];
  /** Its functions that strangers can have invoked without a limit, by their ids behind the instance's name. */
  readonly unlimited?: readonly string[];
  /** How many CloudFormation resources it brings to the project's stack, those of transforms among them. */
  readonly resources?: number;
  readonly describe?: Description;
}

/** What `contribute` may know. */
export interface Context<O extends OptionSpec = OptionSpec> {
  readonly project: Project;
  readonly name: Name;
  readonly options: ValuesOf<O>;
  /** The instances that stood in the project before this one. */
  readonly others: readonly Instance[];
}

/** Another instance of a project, as an option that concerns all functions sees it. */
export interface Connected {
  readonly name: Name;
  readonly contribution: Contribution;
}

/** What patterns are for, in the order in which they are offered. */
export const GROUPS = [
  'APIs',
  'Files and events',
  'Background work',
  'Users',
  'Several regions',
] as const;

/** One serverless architecture on offer. `contribute` is pure: it returns data and does nothing. */
export interface Pattern<O extends OptionSpec = OptionSpec> {
  readonly id: string;
  readonly title: string;
  /** Of what is offered as a pattern. */
  readonly group?: (typeof GROUPS)[number];
  /** What it is for, in one line that a newcomer understands. */
  readonly summary: string;
  /** The AWS services it uses, in the order of the flow. */
  readonly services: readonly string[];
  readonly defaultName: string;
  readonly options: O;
  /** Of an option: whether a new project makes it before an instance that uses it, as a database uses a VPC. */
  precedes?(instance: Instance): boolean;
  /** Whether a project that has it publishes its functions as an alias. */
  readonly isPublishing?: boolean;
  /** Settings whose default is only a placeholder: they have to be given, unless they have no effect. */
  readonly needs?: readonly string[];
  /** Settings that have no effect beside these values: an instance has none of them. */
  idle?(options: ValuesOf<O>): readonly string[];
  /** Why a project cannot have it; undefined where it can. */
  problem?(context: Context<O>): string | undefined;
  contribute(context: Context<O>): Contribution;
  /** Of an option: why a project cannot have it beside that instance, whichever comes first. */
  problemBeside?(context: Context<O>, instance: Connected): string | undefined;
  /** Of an option: what it contributes for that instance, whichever comes first. It goes with either of the two. */
  connect?(context: Context<O>, instance: Connected): Contribution | undefined;
}

/** A shared piece that several patterns need. */
export interface Part {
  readonly id: string;
  /** Under `templates/parts/`, where it is not its id: of parts that differ in a name alone. */
  readonly folder?: string;
  contribute(project: Project): Contribution;
  /** Of the base: what it costs to keep the code of an instance's functions, with how many other functions before them. */
  codeCost?(project: Project, functions: number, before: number): readonly CostLine[];
}

/** Declares a pattern with the types of its options inferred. */
export const definePattern = <const O extends OptionSpec>(pattern: Pattern<O>): Pattern =>
  pattern as unknown as Pattern;

export const definePart = (part: Part): Part => part;
