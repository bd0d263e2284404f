import { ts } from 'ts-morph';
import { classAround } from '../../../editors/cdk/syntax/makers.ts';
import { isConditional } from '../../../editors/cdk/syntax/reference.ts';
import { nodesIn, unwrapped } from '../../../editors/cdk/syntax/source.ts';
import { follow } from '../source/bindings.ts';
import { type ClassDeclaration, chainOf, isPackaged } from '../source/classes.ts';
import { appObjectOf, insideOf } from '../source/construct-props.ts';
import { declarationAt } from '../source/declarations.ts';
import type { AppObject, Bound, Scope } from '../source/scope.ts';
import { codeIn, isFunction, type Method } from './class-methods.ts';
import { returnsOf } from './returned.ts';
import { withSetUp } from './set-up.ts';

/** A function or a method of the app that a call runs. */
export interface Called extends Method {
  readonly kind: 'function' | 'method';
  /** The object that a method is called on, where that is known. */
  readonly self?: AppObject;
}

/** How many calls are followed that an object comes through: `new Builder().withTimeout().withMemory()`. */
const DEPTH = 24;

/** Whether a method makes something new with each call: `Topic.of(scope)` may return what exists. */
function makesNew(method: ts.Node): boolean {
  const inside = nodesIn(method);
  const isAlways = (node: ts.Node): boolean => {
    const { parent } = node;
    if (node === method) return true;
    return !ts.isIfStatement(parent) && !isConditional(parent, node) && isAlways(parent);
  };
  return (
    inside.filter(ts.isReturnStatement).length === 1 &&
    inside.filter(ts.isNewExpression).every(isAlways)
  );
}

/** The classes that a method of `this` is looked for in. */
function classesAround(node: ts.Node, { module, disk }: Scope): readonly ClassDeclaration[] {
  const own = classAround(node);
  if (!own) return [];
  return own.name && disk ? chainOf(disk, module, own.name).classes : [{ module, node: own }];
}

/** A method that a call runs, of a class or of one that it extends: `this.make()`, `factory.make()`, `Factory.make()`. */
function methodAt(
  { node, scope }: Bound<ts.CallExpression>,
  { expression, name }: ts.PropertyAccessExpression,
  depth: number,
): Called | undefined {
  const on = unwrapped(expression);
  const isOn = (classes: readonly ClassDeclaration[], self?: AppObject): Called | undefined => {
    const found = codeIn(classes, name.text);
    return found && { ...found, kind: 'method', ...(self && { self }) };
  };
  const { self, disk, module } = scope;
  if (on.kind === ts.SyntaxKind.ThisKeyword)
    return isOn(self?.classes ?? classesAround(node, scope), self);
  if (on.kind === ts.SyntaxKind.SuperKeyword)
    return isOn(classesAround(node, scope).slice(1), self);
  const named = disk ? chainOf(disk, module, on).classes.filter((each) => !isPackaged(each)) : [];
  if (named.length > 0) {
    const found = isOn(named);
    return found && makesNew(found.node) ? found : undefined;
  }
  const of = appObjectAt({ node: on, scope }, depth + 1);
  return of && isOn(of.classes, of);
}

/** A function that is declared inside of another. */
function localFunction(nodes: readonly ts.Node[], name: string): ts.Node | undefined {
  const found = nodes.filter(
    (node) =>
      (ts.isFunctionDeclaration(node) && node.name?.text === name) ||
      (ts.isVariableDeclaration(node) && node.name.getText() === name),
  );
  const [only] = found.length === 1 ? found : [];
  return only && ts.isVariableDeclaration(only) ? only.initializer : only;
}

function functionAt({ node, scope }: Bound<ts.CallExpression>): Called | undefined {
  const { expression } = node;
  const { module, disk } = scope;
  const found = disk && declarationAt(disk, module, expression);
  const local = found ? undefined : localFunction(module.nodes, expression.getText());
  const fn =
    found && ts.isVariableDeclaration(found.node) ? found.node.initializer : (found?.node ?? local);
  return fn && isFunction(fn)
    ? { module: found?.module ?? module, node: fn, kind: 'function' }
    : undefined;
}

/** The function or the method of the app that a call runs. */
export const calledAt = (call: Bound<ts.CallExpression>, depth = 0): Called | undefined =>
  ts.isPropertyAccessExpression(call.node.expression)
    ? methodAt(call, call.node.expression, depth)
    : functionAt(call);

/** What a call returns: what its method makes, or the object that it is called on. */
function returnedAt(call: Bound<ts.CallExpression>, depth: number): AppObject | undefined {
  const called = calledAt(call, depth);
  const { disk } = call.scope;
  const [only, second] = called ? returnsOf(called.node) : [];
  if (!disk || !called || !only || second) return undefined;
  const { module, node, self } = called;
  const inside = insideOf(disk, module, node, call.node, call.scope, self);
  return appObjectAt({ node: only, scope: inside }, depth + 1);
}

function madeBy(bound: Bound, depth: number): AppObject | undefined {
  const { node, scope } = bound;
  if (ts.isNewExpression(node)) return scope.disk && appObjectOf(scope.disk, node, scope);
  return ts.isCallExpression(node) ? returnedAt({ ...bound, node }, depth) : undefined;
}

/** The object of a class of the app that an expression is: of `Builder`, in `new Builder(this).withTimeout(3)`. */
export function appObjectAt(bound: Bound, depth = 0): AppObject | undefined {
  const found = depth > DEPTH ? undefined : follow(bound);
  if (!found || found === 'missing') return undefined;
  const { node, scope } = found;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return scope.self;
  const made = madeBy(found, depth);
  return made && ts.isIdentifier(bound.node) ? withSetUp(made, bound.node, bound.scope) : made;
}
