import { constructsIn, type Made, type ResolveClass } from '../../editors/cdk/syntax/constructs.ts';
import type { NoAnchors } from '../../editors/cdk/syntax/file.ts';
import { type FunctionProps, readProps } from '../../editors/cdk/syntax/function-props.ts';
import { type Imported, readImports, resolve } from '../../editors/cdk/syntax/imports.ts';
import {
  functionKind,
  isLibrary,
  OWN,
  plainStacks,
  stackClasses,
} from '../../editors/cdk/syntax/kinds.ts';
import { referenceOf } from '../../editors/cdk/syntax/reference.ts';
import { type CdkSource, lineOf, readSource } from '../../editors/cdk/syntax/source.ts';

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

/** A class of the app that a file makes an instance of. */
export interface CdkInstance extends Omit<CdkResource, 'construct'> {
  readonly className: string;
  /** The module that the file imports the class from; undefined when it is the file's own. */
  readonly from?: string;
}

export interface CdkSurvey {
  readonly stacks: readonly { readonly name: string; readonly line: number }[];
  readonly functions: readonly CdkFunction[];
  readonly resources: readonly CdkResource[];
  readonly instances: readonly CdkInstance[];
}

const common = ({ node, id, owner, line }: Made) => {
  const reference = referenceOf(node);
  return { id, owner, line, ...(reference && { reference }) };
};

const toFunction = (made: Made): CdkFunction => ({
  ...common(made),
  className: made.className,
  ...readProps(made.node),
  ...(functionKind(made) === 'unsure' && { isUnsure: true }),
});

const isResource = (made: Made) =>
  made.of && !functionKind(made) && (isLibrary(made.of) || OWN.test(made.of.module));

/** A construct whose class is the app's own. */
function toInstance(made: Made, imports: readonly Imported[]): readonly CdkInstance[] {
  const of = resolve(imports, made.node.expression);
  if (of && isLibrary(of)) return [];
  const className = of?.name ?? made.className.split('.').at(-1)!;
  return [{ ...common(made), className, ...(of && { from: of.module }) }];
}

function stacksIn(source: CdkSource, imports: readonly Imported[], constructs: readonly Made[]) {
  const classes = stackClasses(source, imports).map((node) => ({
    name: node.name?.text ?? 'default',
    line: lineOf(source.file, node.name ?? node),
  }));
  return [...classes, ...plainStacks(constructs).map(({ id, line }) => ({ name: id, line }))];
}

/** What a module of a CDK app makes; says why it cannot be read. */
export function surveyCdk(marked: string, resolveClass?: ResolveClass): CdkSurvey | NoAnchors {
  const source = readSource(marked.replace(/^\uFEFF/, ''));
  if ('reason' in source) return source;
  const imports = readImports(source.file);
  const constructs = constructsIn(source, imports, resolveClass);
  return {
    stacks: stacksIn(source, imports, constructs),
    functions: constructs.filter(functionKind).map(toFunction),
    resources: constructs
      .filter(isResource)
      .map((made) => ({ construct: made.of!.name, ...common(made) })),
    instances: constructs.flatMap((made) => toInstance(made, imports)),
  };
}
