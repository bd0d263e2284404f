import type { Substitutions } from './fold/render.ts';
import type { OptionSpec, ValuesOf } from './options.ts';
import type { CostLine, FileSource, SamFragment } from './pattern.ts';
import type { Iac } from './project.ts';

/** A resource that SAM makes by itself, for events of the type that do not have the property. */
export interface ImplicitResource {
  readonly id: string;
  readonly type: string;
  readonly event: string;
  readonly property: string;
}

/** A resource that a trigger can take from the stack instead of making one. */
export interface ExistingResource {
  /** The option that names it, by logical id (SAM) or by variable or construct id (CDK). */
  readonly option: string;
  /** CloudFormation types that it may have. */
  readonly types: readonly string[];
  /** Constructs of aws-cdk-lib that it may be, by class name. */
  readonly constructs: readonly string[];
  /** The class of `infra/constructs/` that a project of ours has to make it with. */
  readonly ownConstruct?: string;
  /** Set where it keeps data that users have: one has to be named, and a new one asked for by `new`. */
  readonly isNamed?: boolean;
  /** Set where functions share it: the only one of a project is taken unless `new` is asked for. */
  readonly isShared?: boolean;
  /** Set where an ARN or a name is all that is needed: a parameter of a template can give it. */
  readonly isByValue?: boolean;
  /** What SAM makes by itself for events of a type that leave out the property which names one. */
  readonly implicit?: readonly ImplicitResource[];
  /** A property that a construct has to be made with, by its module and class, else by `*`. */
  readonly needs?: {
    readonly names: Readonly<Record<string, string>>;
    /** The module whose function `add` returns the value, a file of the trigger's folder. */
    readonly value: string;
  };
}

/** What `contribute` of a trigger may know. */
export interface TriggerContext<O extends OptionSpec = OptionSpec> {
  readonly iac: Iac;
  /** Whether create-lambda-app made the project, so that its shared parts can be used. */
  readonly isOwn: boolean;
  readonly options: ValuesOf<O>;
  /** Whether a resource of the stack is taken instead of a new one. */
  readonly hasResource: boolean;
  /** Its type, or the class of its construct. */
  readonly resourceType?: string;
}

/** What is not edited, but pasted by hand. */
export interface ByHand {
  /** The one of the fragments that is to be pasted instead. */
  readonly fragment: string;
  readonly reason: string;
  readonly hint: string;
}

/** All that a trigger adds, as data; file names are relative to its folder under templates/triggers. */
export interface TriggerContribution {
  /** Fragments for a function of type AWS::Serverless::Function. */
  readonly sam: readonly SamFragment[];
  /** Fragments for a function of type AWS::Lambda::Function. */
  readonly cloudformation: readonly SamFragment[];
  /** The module whose statements come behind the function in a CDK stack. */
  readonly cdk: string;
  /** The minor version of aws-cdk-lib 2 since when there is what that module uses, where it is a young one. */
  readonly cdkSince?: number;
  /** Code of an app that has already what the version matters for. */
  readonly cdkUnless?: RegExp;
  /** The module instead for versions before that one. */
  readonly cdkOlderModule?: { readonly before: number; readonly cdk: string };
  /** What the module says for versions before that one. */
  readonly cdkOlder?: { readonly before: number; readonly replace: Substitutions };
  /** Parts that its statements or tests use, in a project that create-lambda-app made. */
  readonly requires?: readonly string[];
  /** File sets that only a project made by create-lambda-app gets: tests of its infrastructure. */
  readonly files?: readonly FileSource[];
  readonly replace?: Substitutions;
  /** Set when one of its fragments is not to be edited into a template. */
  readonly byHand?: ByHand;
  /** Folder of the events and their parser within the trigger's, where it has several; it names the parser's file. */
  readonly code?: string;
  /** What the sample events, and the test that reads them, say for these options. */
  readonly samples?: Substitutions;
  readonly cost?: readonly CostLine[];
  /** What is left to do for the user. */
  readonly nextSteps?: readonly string[];
}

/** What invokes a function: one folder under templates/triggers. `contribute` is pure. */
export interface Trigger<O extends OptionSpec = OptionSpec> {
  readonly id: string;
  readonly title: string;
  /** What it is for, in a line. */
  readonly summary: string;
  readonly options: O;
  readonly resource?: ExistingResource;
  /** Options of which one has to be given: their defaults are placeholders. The first is asked for. */
  readonly needs?: readonly string[];
  /** Set when what invokes waits for an answer; the others count an event as done that causes no error. */
  readonly isAnswered?: boolean;
  contribute(context: TriggerContext<O>): TriggerContribution;
}

/** Declares a trigger with the types of its options inferred. */
export const defineTrigger = <const O extends OptionSpec>(trigger: Trigger<O>): Trigger =>
  trigger as unknown as Trigger;
