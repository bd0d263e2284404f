import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { constructorOf } from '../../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { type Bound, type Found, follow, type MadeStep, type Scope } from './bindings.ts';
import { type ClassDeclaration, chainOf, isPackaged } from './classes.ts';

type Given = readonly (Bound | 'missing')[];

/** A call's arguments in the scope that it is made in; undefined where they are spread. */
function argumentsOf(node: ts.CallExpression | ts.NewExpression, scope: Scope): Given | undefined {
  const all = node.arguments ?? [];
  return all.some(ts.isSpreadElement) ? undefined : all.map((each) => ({ node: each, scope }));
}

/** The scope inside of a function that is called with these arguments. */
function calledWith(
  disk: Disk | undefined,
  module: Scope['module'],
  fn: ts.SignatureDeclaration,
  given: Given | undefined,
): Scope {
  const args =
    given && new Map(fn.parameters.map((each, n) => [each, given[n] ?? 'missing'] as const));
  return { module, ...(disk && { disk }), ...(args && { args }) };
}

/** The scope inside of a constructor or a function, as a `new` or a call runs it. */
export const insideOf = (
  disk: Disk,
  module: Scope['module'],
  fn: ts.SignatureDeclaration,
  node: ts.CallExpression | ts.NewExpression,
  scope: Scope,
): Scope => ({
  ...calledWith(disk, module, fn, argumentsOf(node, scope)),
  made: [...(scope.made ?? []), { node, scope }],
});

const superCall = (ctor: ts.ConstructorDeclaration) =>
  nodesIn(ctor).find(
    (node): node is ts.CallExpression =>
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword,
  );

/** The arguments that a class calls the one with that it extends. */
function passedOn(disk: Disk, { module, node }: ClassDeclaration, given: Given): Given | undefined {
  const ctor = constructorOf(node);
  if (!ctor) return given;
  const call = superCall(ctor);
  return call && argumentsOf(call, calledWith(disk, module, ctor, given));
}

/** Arguments that go to a package's class: most packages pass them on, and any may add properties of its own. */
export function openProps(given: Given): Found {
  const [, , props] = given;
  const found = props && props !== 'missing' ? follow(props) : undefined;
  return found && found !== 'missing' ? { ...found, isOpen: true } : undefined;
}

/** The properties that a `new` gives to its own class. */
export const propsGiven = ({ node, scope }: MadeStep): Found => {
  const props = node.arguments?.[2];
  return props ? follow({ node: props, scope }) : 'missing';
};

/** The properties that the library's class is made with in the end, by a `new` of a class of the app. */
export function libraryProps(disk: Disk, node: ts.NewExpression, scope: Scope): Found {
  let given = argumentsOf(node, scope);
  for (const each of chainOf(disk, scope.module, node.expression).classes) {
    if (!given) return undefined;
    if (isPackaged(each)) return openProps(given);
    given = passedOn(disk, each, given);
  }
  const props = given?.[2] ?? (given && 'missing');
  return props && props !== 'missing' ? follow(props) : props;
}
