import { ts } from 'ts-morph';
import { classesIn, classOf, type Made } from './constructs.ts';
import type { Export, Imported } from './imports.ts';
import type { CdkSource } from './source.ts';

const LAMBDA = /^((aws-cdk-lib|@aws-cdk)\/aws-lambda(-[a-z]+)*|cargo-lambda-cdk)(\/|$)/;
const VERSION_1 = /^@aws-cdk\/(core|cdk|aws-(?!.*-alpha$).*)$/;
/** The folder of constructs in a project that create-lambda-app made. */
export const OWN = /^\.{1,2}\/(.*\/)?constructs\/[\w-]+(\.[jt]s)?$/;

export const isLambda = ({ module, name }: Export) =>
  LAMBDA.test(module) && /^(?!Cfn).*Function$/.test(name);
const isOwnFunction = ({ module, name }: Export) => OWN.test(module) && name === 'LambdaFunction';
export const isLibrary = ({ module }: Export) => /^(aws-cdk-lib|@aws-cdk)(\/|$)/.test(module);

/** Whether a construct is a Lambda function; `unsure` when its class is of a module that is not read. */
export function functionKind({ of }: Pick<Made, 'of'>): 'sure' | 'unsure' | undefined {
  if (!of) return undefined;
  if (isLambda(of) || isOwnFunction(of)) return 'sure';
  return !isLibrary(of) && /Function$/.test(of.name) ? 'unsure' : undefined;
}

const isStackClass = (of: Export | undefined, name: string) =>
  of && isLibrary(of) ? of.name === 'Stack' : /(^|\.)\w*Stack$/.test(name);

/** The classes that extend Stack; a base of another module counts by its name. */
export function stackClasses(source: CdkSource, imports: readonly Imported[]) {
  const classes = classesIn(source);
  return source.nodes.filter(ts.isClassDeclaration).filter(({ name }) => {
    const base = classes.get(name?.text ?? '');
    return base && isStackClass(classOf(imports, classes, base), base.getText());
  });
}

/** Stacks without a class of their own: `const stack = new Stack(app, 'Orders')`. */
export const plainStacks = (constructs: readonly Made[]) =>
  constructs.filter(
    ({ of, className }) => of?.name === 'Stack' && isLibrary(of) && /(^|\.)Stack$/.test(className),
  );

/** Whether the module is one of CDK 1, whose packages are named otherwise. */
export const isVersion1 = (imports: readonly Imported[]) =>
  imports.some(({ module }) => VERSION_1.test(module)) &&
  !imports.some(({ module }) => /^aws-cdk-lib(\/|$)/.test(module));
