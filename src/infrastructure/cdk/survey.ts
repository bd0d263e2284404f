import type { Disk } from '../../core/tree/tree.ts';
import type { Made } from '../../editors/cdk/syntax/constructs.ts';
import {
  functionKind,
  isLibrary,
  OWN,
  plainStacks,
  stackClasses,
} from '../../editors/cdk/syntax/kinds.ts';
import { referenceOf } from '../../editors/cdk/syntax/reference.ts';
import { lineOf } from '../../editors/cdk/syntax/source.ts';
import { libraryProps } from './source/construct-props.ts';
import type { SourceFile } from './source/files.ts';
import { type FunctionProps, readProps } from './source/function-props.ts';

/** A construct that a file makes. */
export interface CdkResource {
  /** The class, by its own name: `Queue`. */
  readonly construct: string;
  /** The construct id; as it is written, where it is no literal. */
  readonly id: string;
  /** What it can be called in its block: `fn` or `this.fn`. */
  readonly reference?: string;
  /** The class or function that it is made in; empty at the top level. */
  readonly owner: string;
  readonly line: number;
}

/** A Lambda function that a file makes. */
export interface CdkFunction extends Omit<CdkResource, 'construct'>, FunctionProps {
  readonly className: string;
  /** Set when only the name of its class says that it is one. */
  readonly isUnsure?: true;
}

export interface CdkSurvey {
  readonly stacks: readonly { readonly name: string; readonly line: number }[];
  readonly functions: readonly CdkFunction[];
  readonly resources: readonly CdkResource[];
}

const common = ({ node, id, owner, line }: Made) => {
  const reference = referenceOf(node);
  return { id, owner, line, ...(reference && { reference }) };
};

/** What is known of a function by the `new` that makes it. */
export const toFunction = (module: SourceFile, made: Made, disk?: Disk): CdkFunction => ({
  ...common(made),
  className: made.className,
  ...readProps(libraryProps(disk, made.node, { module, ...(disk && { disk }) })),
  ...(functionKind(made) === 'unsure' && { isUnsure: true }),
});

const isResource = (made: Made) =>
  made.of && !functionKind(made) && (isLibrary(made.of) || OWN.test(made.of.module));

function stacksIn(source: SourceFile, constructs: readonly Made[]) {
  const classes = stackClasses(source, source.imports).map((node) => ({
    name: node.name?.text ?? 'default',
    line: lineOf(source.file, node.name ?? node),
  }));
  return [...classes, ...plainStacks(constructs).map(({ id, line }) => ({ name: id, line }))];
}

/** What a module of a CDK app makes, of the constructs in it. */
export const surveyOf = (
  module: SourceFile,
  constructs: readonly Made[],
  disk?: Disk,
): CdkSurvey => ({
  stacks: stacksIn(module, constructs),
  functions: constructs.filter(functionKind).map((made) => toFunction(module, made, disk)),
  resources: constructs
    .filter(isResource)
    .map((made) => ({ construct: made.of!.name, ...common(made) })),
});
