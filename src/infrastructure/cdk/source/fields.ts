import { ts } from 'ts-morph';
import { isTyped } from '../../../core/paths.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import { assignedTo, constructorOf } from '../../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { type ClassDeclaration, chainOf, isPackaged } from './classes.ts';
import type { SourceFile } from './files.ts';

/** An expression, with the file that it is in. */
interface Written {
  readonly module: SourceFile;
  readonly node: ts.Expression;
}

const fieldOf = (owner: ts.ClassLikeDeclaration, name: string) =>
  owner.members.filter(ts.isPropertyDeclaration).find((each) => each.name.getText() === name);

/** What the code of a class sets a field to: where it is declared, or in its code. */
function valuesIn(owner: ts.ClassLikeDeclaration, name: string): readonly ts.Expression[] {
  const initial = fieldOf(owner, name)?.initializer;
  return [...(initial ? [initial] : []), ...assignedTo(owner, name).map(({ right }) => right)];
}

const methodOf = ({ node }: ClassDeclaration, name: string) =>
  node.members.filter(ts.isMethodDeclaration).find((each) => each.name.getText() === name);

/** The name of a method that is called on `this`. */
function calledOnThis(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { expression, name } = node.expression;
  return expression.kind === ts.SyntaxKind.ThisKeyword ? name.text : undefined;
}

/** What the nearest method of that name returns, where it returns something in one place. */
function returnedBy(classes: readonly ClassDeclaration[], name: string): Written | undefined {
  for (const each of classes) {
    const body = methodOf(each, name)?.body;
    if (!body) continue;
    const [only, second] = nodesIn(body).filter(ts.isReturnStatement);
    return only?.expression && !second ? { module: each.module, node: only.expression } : undefined;
  }
  return undefined;
}

/** A class with what it extends; of one without a name, itself. */
const classesOf = (disk: Disk | undefined, module: SourceFile, node: ts.ClassLikeDeclaration) =>
  disk && node.name ? chainOf(disk, module, node.name).classes : [{ module, node }];

/**
 * What a field is set to, once, by its class or by one that this extends. A class may leave it to those that extend it
 * what a method makes: `this.setup = this.createSetup()`.
 */
export function fieldValue(
  disk: Disk | undefined,
  module: SourceFile,
  owner: ts.ClassLikeDeclaration,
  name: string,
): Written | 'several' | undefined {
  const classes = classesOf(disk, module, owner).filter((each) => !isPackaged(each));
  const at = classes.findIndex((each) => valuesIn(each.node, name).length > 0);
  if (at < 0) return undefined;
  const { module: from, node } = classes[at]!;
  const [value, second] = valuesIn(node, name);
  if (second) return 'several';
  const method = at > 0 ? calledOnThis(value!) : undefined;
  const made = method && returnedBy(classes.slice(0, at), method);
  return made || { module: from, node: value! };
}

/** The parameter of a constructor that sets a field: of a class, or of one that it extends. */
export function parameterProperty(
  disk: Disk | undefined,
  module: SourceFile,
  owner: ts.ClassLikeDeclaration,
  name: string,
): { readonly module: SourceFile; readonly node: ts.ParameterDeclaration } | undefined {
  for (const each of classesOf(disk, module, owner)) {
    const node = constructorOf(each.node)?.parameters.find((one) => one.name.getText() === name);
    const isField =
      node && (each.node === owner || ts.isParameterPropertyDeclaration(node, node.parent));
    if (isField) return { module: each.module, node };
  }
  return undefined;
}

const isPrivate = (node: ts.PropertyDeclaration) =>
  ts.isPrivateIdentifier(node.name) ||
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true;

/** Whether the constructor of a class always runs a statement, and no other code does. */
const isOfConstructor = ({ parent }: ts.Statement) =>
  ts.isBlock(parent) && ts.isConstructorDeclaration(parent.parent);

/** The field that a call is the value of when its class has been constructed. */
function fieldSetTo(call: ts.Node): string | undefined {
  const { parent } = call;
  if (ts.isPropertyDeclaration(parent)) return parent.name.getText();
  const isSet =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isExpressionStatement(parent.parent) &&
    isOfConstructor(parent.parent);
  return isSet ? /^this\.([\w$]+)$/.exec(parent.left.getText())?.[1] : undefined;
}

/** Whether a field is there for those that extend its class, as what they make. */
function isOpen({ module, node }: ClassDeclaration, name: string, made: string): boolean {
  const field = fieldOf(node, name);
  if (!field) return !isTyped(module.path);
  const isSame = !field.type || field.type.getText() === made;
  return isSame && !field.questionToken && !isPrivate(field);
}

/**
 * What a class calls what one of its methods returns, where a class that it extends calls that method, once, and keeps
 * the result: `this.setup` of `this.setup = this.createSetup()`.
 */
export function keptByBase(
  disk: Disk,
  module: SourceFile,
  method: ts.MethodDeclaration,
  made: ts.NewExpression,
): string | undefined {
  const owner = method.parent;
  if (!ts.isClassLike(owner) || !ts.isReturnStatement(made.parent)) return undefined;
  const [, ...bases] = classesOf(disk, module, owner).filter((each) => !isPackaged(each));
  const calls = bases.flatMap((base) =>
    nodesIn(base.node)
      .filter((node) => calledOnThis(node) === method.name.getText())
      .map((node) => ({ base, field: fieldSetTo(node) })),
  );
  const [only, second] = calls;
  if (!only?.field || second || valuesIn(owner, only.field).length > 0) return undefined;
  const isKept =
    !fieldOf(owner, only.field) &&
    valuesIn(only.base.node, only.field).length === 1 &&
    isOpen(only.base, only.field, made.expression.getText());
  return isKept ? `this.${only.field}` : undefined;
}
