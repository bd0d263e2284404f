import { ts } from 'ts-morph';
import type { NoAnchors } from './file.ts';
import { lineOf, namesIn, outermost } from './source.ts';

/** The statement that makes a construct. */
export interface Making {
  readonly statement: ts.Statement;
  readonly block: ts.Block | ts.SourceFile;
  /** What the construct is called behind it; undefined when it is given no name. */
  readonly reference?: string;
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

/** The statement that holds an expression as its value, and what that value is called behind it. */
function statementOf(made: ts.Expression): Pick<Making, 'reference'> & { of?: ts.Node } {
  const whole = assignment(made);
  const { parent } = whole;
  if (ts.isVariableDeclaration(parent))
    return ts.isIdentifier(parent.name)
      ? { of: parent.parent.parent, reference: parent.name.text }
      : {};
  if (!ts.isExpressionStatement(parent)) return {};
  if (!isAssigned(whole)) return { of: parent };
  const target = namesIn(whole.left);
  return target ? { of: parent, reference: target.join('.') } : {};
}

/** `fn` or `this.fn`, when the construct is given a name where it is made. */
export const referenceOf = (node: ts.Expression) => statementOf(node).reference;

function whyNot(node: ts.Expression): string {
  const { parent } = outermost(node);
  if (ts.isPropertyDeclaration(parent)) return 'it is made in the initial value of a property';
  if (ts.isReturnStatement(parent)) return 'it is returned where it is made';
  if (ts.isArrowFunction(parent)) return 'it is made in a function without a block';
  return 'it is made inside of another expression';
}

const isFunctionValue = (node: ts.Node) =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** Why statements of a block run more than once, or under a construct that is not known. */
function repeats(block: ts.Node): string | undefined {
  for (let at = block; at.parent; at = at.parent) {
    if (ts.isIterationStatement(at, false)) return 'it is made in a loop';
    if (isFunctionValue(at) && ts.isCallExpression(at.parent)) return 'it is made in a callback';
    if (ts.isFunctionDeclaration(at) || ts.isClassElement(at)) return undefined;
  }
  return undefined;
}

/** Whether an expression runs more than once where it is written: in a loop, or in a callback. */
export const isRepeated = (node: ts.Node) => repeats(node) !== undefined;

/** Finds the statement that makes a construct, if others can stand behind it; says why not. */
export function locateMaking(file: ts.SourceFile, node: ts.Expression): Making | NoAnchors {
  const line = lineOf(file, node);
  const { of: statement, reference } = statementOf(node);
  if (!statement || !ts.isStatement(statement)) return { reason: whyNot(node), line };
  const block = statement.parent;
  if (!ts.isBlock(block) && !ts.isSourceFile(block))
    return { reason: 'it is made in a statement without a block', line };
  const reason = repeats(block);
  return reason ? { reason, line } : { statement, block, ...(reference && { reference }) };
}
