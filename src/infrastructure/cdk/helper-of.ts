import { ts } from 'ts-morph';
import type { Disk } from '../../core/tree/tree.ts';
import { classAround } from '../../editors/cdk/syntax/makers.ts';
import { isConditional } from '../../editors/cdk/syntax/reference.ts';
import { nodesIn } from '../../editors/cdk/syntax/source.ts';
import type { MakerAt } from './maker-at.ts';
import { moduleAt } from './modules.ts';
import { follow, type Scope } from './source/bindings.ts';
import { type ClassDeclaration, chainOf, isPackaged } from './source/classes.ts';
import { declarationAt } from './source/declarations.ts';
import type { SourceFile } from './source/files.ts';
import type { Site } from './users.ts';

/** A call, with the scope that says what its names are, where that is known. */
type Call = Site & { readonly scope?: Scope };

/** The functions and classes of the app that a call runs, by its name. */
export function helperOf(disk: Disk, call: Call): MakerAt | undefined {
  const { module, node } = call;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression)) return methodOf(disk, call, expression);
  const found = declarationAt(disk, module.source, expression);
  const local = found ? undefined : localFunction(module.source.nodes, expression.getText());
  const value =
    found && ts.isVariableDeclaration(found.node) ? found.node.initializer : found?.node;
  const fn = value ?? local;
  if (!fn || !isFunction(fn)) return undefined;
  const of = found ? moduleAt(disk, found.module.path) : module;
  return of && { module: of, maker: { kind: 'function', node: fn, name: expression.getText() } };
}

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);

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

interface Method {
  readonly module: SourceFile;
  readonly node: ts.ClassElement;
}

const methodIn = (node: ts.ClassLikeDeclaration, name: string) =>
  node.members.find(
    (each) =>
      each.name?.getText() === name &&
      (ts.isMethodDeclaration(each) ||
        (ts.isPropertyDeclaration(each) && each.initializer && isFunction(each.initializer))),
  );

/** The class that `this` is of, and those that it extends. */
function classesAround(disk: Disk, { module, node }: Call): readonly ClassDeclaration[] {
  const own = classAround(node);
  if (!own) return [];
  return own.name
    ? chainOf(disk, module.source, own.name).classes
    : [{ module: module.source, node: own }];
}

/** The class of an object that the app has made: of `factory`, in `props.factory ?? new Factory()`. */
function classesOf(disk: Disk, node: ts.Expression, scope: Scope): readonly ClassDeclaration[] {
  const found = follow({ node, scope });
  return found && found !== 'missing' && ts.isNewExpression(found.node)
    ? chainOf(disk, found.scope.module, found.node.expression).classes
    : [];
}

/** The class of the app that an expression names: of `Orders`, in `Orders.create()`. */
const classNamed = (disk: Disk, { module }: Call, node: ts.Expression) =>
  chainOf(disk, module.source, node).classes.filter((each) => !isPackaged(each));

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

/** The methods of that name that a call on an expression may run, the nearest first. */
function methodsOn(disk: Disk, call: Call, on: ts.Expression, name: string): readonly Method[] {
  const of = (classes: readonly ClassDeclaration[]) =>
    classes.flatMap(({ module, node }) => {
      const method = methodIn(node, name);
      return method ? [{ module, node: method }] : [];
    });
  if (on.kind === ts.SyntaxKind.ThisKeyword) return of(classesAround(disk, call));
  const named = classNamed(disk, call, on);
  if (named.length > 0) return of(named).filter(({ node }) => makesNew(node));
  return call.scope ? of(classesOf(disk, on, call.scope)) : [];
}

/** A method that a call runs, of a class or of one that it extends: `this.make()`, `factory.make()`, `Factory.make()`. */
function methodOf(
  disk: Disk,
  call: Call,
  expression: ts.PropertyAccessExpression,
): MakerAt | undefined {
  const name = expression.name.text;
  for (const { module, node } of methodsOn(disk, call, expression.expression, name)) {
    const of = moduleAt(disk, module.path);
    const method = ts.isPropertyDeclaration(node) ? node.initializer! : node;
    if (of) return { module: of, maker: { kind: 'method', node: method, name } };
  }
  return undefined;
}
