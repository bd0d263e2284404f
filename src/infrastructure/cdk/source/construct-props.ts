import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { constructorOf } from '../../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { follow } from './bindings.ts';
import { type ClassDeclaration, chainOf, isPackaged } from './classes.ts';
import type { AppObject, Arguments, Bound, Found, MadeStep, Scope } from './scope.ts';

type Given = readonly (Bound | 'missing')[];

/** A call's arguments in the scope that it is made in; undefined where they are spread. */
export function argumentsOf(
  node: ts.CallExpression | ts.NewExpression,
  scope: Scope,
): Given | undefined {
  const all = node.arguments ?? [];
  return all.some(ts.isSpreadElement) ? undefined : all.map((each) => ({ node: each, scope }));
}

/** What the parameters of a function are called with, but for one that takes all the rest. */
export const argsOf = (
  { parameters }: ts.SignatureDeclaration,
  given: Given | undefined,
): Arguments =>
  new Map(
    parameters
      .filter(({ dotDotDotToken }) => given && !dotDotDotToken)
      .map((each, n) => [each, given![n] ?? 'missing'] as const),
  );

const madeBy = (node: ts.CallExpression | ts.NewExpression, scope: Scope): readonly MadeStep[] => [
  ...(scope.made ?? []),
  { node, scope },
];

/** The scope inside of a function, or of a method of an object, as a call runs it. */
export function insideOf(
  disk: Disk,
  module: Scope['module'],
  fn: ts.SignatureDeclaration,
  node: ts.CallExpression | ts.NewExpression,
  scope: Scope,
  of?: AppObject,
): Scope {
  const args = argsOf(fn, argumentsOf(node, scope));
  const self = of && { ...of, args: new Map([...of.args, ...args]) };
  return { module, disk, args, ...(self && { self }), made: madeBy(node, scope) };
}

/** What a `new` makes of a class of the app: each class hands to the one that it extends what it calls `super` with. */
export function appObjectOf(disk: Disk, node: ts.NewExpression, scope: Scope): AppObject {
  const { classes } = chainOf(disk, scope.module, node.expression);
  const args = new Map<ts.Node, Bound | 'missing'>();
  let given = argumentsOf(node, scope);
  for (const each of classes.filter((one) => !isPackaged(one))) {
    const ctor = constructorOf(each.node);
    if (!ctor) continue;
    for (const [parameter, value] of argsOf(ctor, given)) args.set(parameter, value);
    const call = superCall(ctor);
    given = call && argumentsOf(call, { module: each.module, disk, args });
  }
  return { classes, args };
}

/** The scope inside of a class, as a `new` of it, or of one that extends it, runs it. */
export function insideClass(
  disk: Disk,
  { module }: Pick<ClassDeclaration, 'module'>,
  node: ts.NewExpression,
  scope: Scope,
): Scope {
  const self = appObjectOf(disk, node, scope);
  return { module, disk, args: self.args, self, made: madeBy(node, scope) };
}

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
  return call && argumentsOf(call, { module, disk, args: argsOf(ctor, given) });
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
