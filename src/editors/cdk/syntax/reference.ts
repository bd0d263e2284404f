import { ts } from 'ts-morph';
import { IN_EXPRESSION } from '../../refusals.ts';
import type { NoAnchors } from './file.ts';
import { accessed, type Held, holding, takenOf, withMembers } from './held.ts';
import { constructorOf, makerOf } from './makers.ts';
import { lineOf, namesIn, outermost } from './source.ts';

/** The statement that makes a construct. */
export interface Making {
  readonly statement: ts.Statement;
  readonly block: ts.Block | ts.SourceFile;
  /** What the construct is called behind it; undefined when it is given no name. */
  readonly reference?: string;
  /** Set where it is made inside of another expression, so that no name can be given to it there. */
  readonly isInside?: true;
  /** Set where a condition decides whether it is made: what it is called may be undefined. */
  readonly isOptional?: true;
  /** The names of members of it, where those alone have some. */
  readonly held?: readonly Held[];
}

const isAssigned = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** The outermost of the assignments `a = b = new X()`, or the expression itself; without what wraps it. */
const assignment = (node: ts.Expression): ts.Expression => {
  const value = outermost(node);
  return isAssigned(value.parent) && value.parent.right === value
    ? assignment(value.parent)
    : value;
};

type Value = Pick<Making, 'reference'> & { of?: ts.Node };

/** The name of a property that an object is written with: `orders` of `{ orders: new Function() }`. */
const keyOf = ({ parent }: ts.Expression) =>
  ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;

/** The statement that holds an expression as its value, or in an object, and what that value is called behind it. */
export function statementOf(made: ts.Expression): Value {
  const whole = assignment(made);
  const { parent } = whole;
  const key = keyOf(whole);
  if (key !== undefined) {
    const { of, reference } = statementOf(parent.parent as ts.ObjectLiteralExpression);
    return of && reference ? { of, reference: `${reference}.${key}` } : {};
  }
  if (ts.isVariableDeclaration(parent))
    return ts.isIdentifier(parent.name)
      ? { of: parent.parent.parent, reference: parent.name.text }
      : {};
  if (!ts.isExpressionStatement(parent)) return {};
  if (!isAssigned(whole)) return { of: parent };
  const target = namesIn(whole.left);
  return target ? { of: parent, reference: target.join('.') } : {};
}

const isStatic = (node: ts.PropertyDeclaration) =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;

const isSuperCall = (node: ts.Statement) =>
  ts.isExpressionStatement(node) &&
  ts.isCallExpression(node.expression) &&
  node.expression.expression.kind === ts.SyntaxKind.SuperKeyword;

/** Of what is there when the class that a class extends has been constructed. */
export function madeBySuper(owner: ts.Node | undefined, reference: string): Making | undefined {
  const block = owner && ts.isClassLike(owner) ? constructorOf(owner)?.body : undefined;
  const statement = block?.statements.find(isSuperCall);
  return block && statement && { statement, block, reference };
}

/** The field that has an expression as its initial value, or in an object that is: `this.jobs`, `this.jobs.clean`. */
function fieldOf(node: ts.Expression): { owner: ts.Node; reference: string } | undefined {
  const whole = outermost(node);
  const { parent } = whole;
  const key = keyOf(whole);
  const around = key === undefined ? undefined : fieldOf(parent.parent as ts.Expression);
  if (around) return { ...around, reference: `${around.reference}.${key}` };
  return ts.isPropertyDeclaration(parent) && !isStatic(parent)
    ? { owner: parent.parent, reference: `this.${parent.name.getText()}` }
    : undefined;
}

/** Of the initial value of a property. */
function inProperty(node: ts.Expression): Making | undefined {
  const { node: whole, members } = accessed(node);
  const { owner, reference } = fieldOf(whole) ?? {};
  const making = reference ? madeBySuper(owner, reference) : undefined;
  if (!making || members.length === 0) return making;
  const { statement, block } = making;
  return { statement, block, isInside: true, held: [{ reference: reference!, members }] };
}

/** Whether a part of an expression may not be evaluated with it. */
export const isConditional = (node: ts.Node, child: ts.Node) =>
  (ts.isConditionalExpression(node) && node.condition !== child) ||
  (ts.isBinaryExpression(node) &&
    node.right === child &&
    /^(&&|\|\||\?\?)/.test(node.operatorToken.getText()));

/** The statement that an expression is a part of, if that statement always evaluates it, and does not end the block. */
function statementAround(node: ts.Expression): ts.Statement | undefined {
  let child: ts.Node = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if (ts.isFunctionLike(at) || ts.isClassElement(at) || isConditional(at, child))
      return undefined;
    if (ts.isStatement(at))
      return ts.isReturnStatement(at) || ts.isThrowStatement(at) ? undefined : at;
  }
  return undefined;
}

/** `fn` or `this.fn`, when the construct is given a name where it is made. */
export const referenceOf = (node: ts.Expression) =>
  (inProperty(node) ?? statementOf(node)).reference;

/** What a member of an expression is called where that is written. */
export function referenceTo(node: ts.Expression, members: readonly string[]): string | undefined {
  const own = referenceOf(node);
  if (own !== undefined) return withMembers(own, members);
  const name = holding(inside(node)?.held, members);
  return name && withMembers(name.reference, members.slice(name.members.length));
}

/** A reference without the `this.` of a field. */
export const withoutThis = (reference: string | undefined) => reference?.replace(/^this\./, '');

/** Whether a construct is made inside of another expression, where no name leads to a member of it. */
export const isWithinAnother = (node: ts.Expression, members: readonly string[]) => {
  const { parent } = outermost(node);
  const isReturned = ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
  return !isReturned && statementOf(node).of === undefined && !holding(inside(node)?.held, members);
};

/** Whether the statement around an expression may not evaluate it. */
function isInBranch(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isStatement(node) || ts.isFunctionLike(node) || !parent) return false;
  return isConditional(parent, node) || isInBranch(parent);
}

function whyNot(node: ts.Expression): string {
  const { parent } = outermost(node);
  if (ts.isPropertyDeclaration(parent)) return 'it is made in the initial value of a property';
  if (ts.isReturnStatement(parent)) return 'it is returned where it is made';
  if (ts.isArrowFunction(parent)) return 'it is made in a function without a block';
  if (isInBranch(node)) return 'it is made in a branch of an expression';
  return IN_EXPRESSION;
}

const isFunctionValue = (node: ts.Node) =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** Why statements of a block run more than once, or under a construct that is not known. */
export function repeats(block: ts.Node): string | undefined {
  for (let at = block; at.parent; at = at.parent) {
    if (ts.isIterationStatement(at, false)) return 'it is made in a loop';
    if (isFunctionValue(at) && ts.isCallExpression(at.parent)) return 'it is made in a callback';
    if (ts.isFunctionDeclaration(at) || ts.isClassElement(at)) return undefined;
  }
  return undefined;
}

/** Whether an expression runs more than once where it is written: in a loop, or in a callback. */
export const isRepeated = (node: ts.Node) => repeats(node) !== undefined;

/** A construct without a name of its own, in an expression of a statement that other statements can follow. */
function inside(node: ts.Expression): (Omit<Making, 'block'> & { isInside: true }) | undefined {
  const statement = statementAround(node);
  if (!statement) return undefined;
  const { node: whole, members } = accessed(node);
  const { reference } = members.length > 0 ? statementOf(whole) : {};
  const held = reference ? [{ reference, members }] : takenOf(assignment(whole).parent, members);
  return { statement, isInside: true, ...(held.length > 0 && { held }) };
}

const isChoice = (node: ts.Node) =>
  ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isTryStatement(node);

/**
 * The statement of the code of a maker in which a construct is made, in a loop or a callback or inside of another
 * expression; undefined where that statement may not make it.
 */
export function madeWithin(node: ts.Expression): Making | undefined {
  const { node: maker } = makerOf(node);
  const body = ts.isClassLike(maker) ? constructorOf(maker)?.body : bodyOf(maker);
  let child: ts.Node = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if (at === body && ts.isStatement(child) && (ts.isBlock(at) || ts.isSourceFile(at)))
      return ts.isReturnStatement(child)
        ? undefined
        : { statement: child, block: at, isInside: true };
    if (isConditional(at, child) || isChoice(at)) return undefined;
  }
  return undefined;
}

const bodyOf = (node: ts.Node): ts.Node | undefined =>
  ts.isSourceFile(node) ? node : ts.isFunctionLike(node) && 'body' in node ? node.body : undefined;

/** Finds the statement that makes a construct if statements can follow it, or else the reason why not. */
export function locateMaking(file: ts.SourceFile, node: ts.Expression): Making | NoAnchors {
  const line = lineOf(file, node);
  const property = inProperty(node);
  if (property) return property;
  const { of, reference } = statementOf(node);
  const named =
    of && ts.isStatement(of) ? { statement: of, ...(reference && { reference }) } : inside(node);
  if (!named) return { reason: repeats(node) ?? whyNot(node), line };
  const block = named.statement.parent;
  if (!ts.isBlock(block) && !ts.isSourceFile(block))
    return { reason: 'it is made in a statement without a block', line };
  const reason = repeats(block);
  return reason ? { reason, line } : { ...named, block };
}
