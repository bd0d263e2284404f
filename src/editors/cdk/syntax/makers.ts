import { ts } from 'ts-morph';
import { remembered } from '../../../core/memo.ts';
import { nodesIn } from './source.ts';

/** The code that makes a construct: it runs once for each `new` of its class, or each call. */
export interface Maker {
  readonly kind: 'module' | 'class' | 'method' | 'function';
  /** The class, function or method itself; the file for a module's top level. */
  readonly node: ts.Node;
  readonly name: string;
}

const nameOf = (node: ts.NamedDeclaration) => node.name?.getText() ?? '';

/** A function that is the value of a variable or a field has its name. */
function functionValue(node: ts.Node): Maker | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent))
    return { kind: 'function', node, name: parent.name.getText() };
  return ts.isPropertyDeclaration(parent)
    ? { kind: 'method', node, name: nameOf(parent) }
    : undefined;
}

function makerAt(node: ts.Node): Maker | undefined {
  if (ts.isSourceFile(node)) return { kind: 'module', node, name: '' };
  if (ts.isClassLike(node)) return classAsMaker(node);
  if (ts.isFunctionDeclaration(node)) return { kind: 'function', node, name: nameOf(node) };
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node))
    return ts.isClassLike(node.parent)
      ? { kind: 'method', node, name: nameOf(node) }
      : { kind: 'function', node, name: nameOf(node) };
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node)
    ? functionValue(node)
    : undefined;
}

/** A class as what makes its constructs. */
export const classAsMaker = (node: ts.ClassLikeDeclaration): Maker => ({
  kind: 'class',
  node,
  name: nameOf(node),
});

/** What runs the code that a node is of; a callback is part of what it is written in. */
export function makerOf(node: ts.Node): Maker {
  for (let at = node.parent; at; at = at.parent) {
    const maker = makerAt(at);
    if (maker) return maker;
  }
  return { kind: 'module', node: node.getSourceFile(), name: '' };
}

export const classAround = (node: ts.Node): ts.ClassLikeDeclaration | undefined =>
  ts.isClassLike(node) ? node : node.parent && classAround(node.parent);

/** The name of a field: `table` of `this.table`. */
const fieldIn = (node: ts.Expression) =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword
    ? node.name.text
    : undefined;

/** What the code of a class assigns to each of its fields. */
const assignments = remembered(
  (owner: ts.Node) => owner,
  (owner) => {
    const all = new Map<string, ts.BinaryExpression[]>();
    for (const node of nodesIn(owner)) {
      const isSet =
        ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      const name = isSet ? fieldIn(node.left) : undefined;
      if (isSet && name !== undefined) all.set(name, [...(all.get(name) ?? []), node]);
    }
    return all;
  },
);

/** The values that the code of a class assigns to a field: `this.table = …`. */
export const assignedTo = (owner: ts.Node, field: string): readonly ts.BinaryExpression[] =>
  assignments(owner).get(field) ?? [];

/** The constructor of a class that has a body. */
export const constructorOf = (node: ts.ClassLikeDeclaration) =>
  node.members.filter(ts.isConstructorDeclaration).find(({ body }) => body);

export const baseOf = (node: ts.ClassLikeDeclaration) =>
  node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
    ?.expression;
