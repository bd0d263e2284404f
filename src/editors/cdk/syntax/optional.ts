import { ts } from 'ts-morph';
import { type Making, repeats, statementOf } from './reference.ts';
import { outermost } from './source.ts';

/** `undefined`, `null` */
export const isNothing = (node: ts.Node) =>
  node.kind === ts.SyntaxKind.NullKeyword || node.getText() === 'undefined';

/** What an expression is a part of that has its value or none: `isOn ? fn : undefined`, `isOn && fn`. */
function choiceOf(node: ts.Expression): ts.Expression | undefined {
  const value = outermost(node);
  const { parent } = value;
  if (ts.isConditionalExpression(parent) && parent.condition !== value)
    return isNothing(parent.whenTrue === value ? parent.whenFalse : parent.whenTrue)
      ? parent
      : undefined;
  const isAnd =
    ts.isBinaryExpression(parent) &&
    parent.right === value &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return isAnd ? parent : undefined;
}

const isConst = (node: ts.Node) =>
  !ts.isVariableStatement(node) || (node.declarationList.flags & ts.NodeFlags.Const) !== 0;

/**
 * The statement that gives a construct a name, where a condition says whether it is made: `const fn = isOn ? new
 * Function(…) : undefined`. Elsewhere the name is `undefined`.
 */
export function locateOptional(node: ts.Expression): Making | undefined {
  const choice = choiceOf(node);
  const { of, reference } = choice ? statementOf(choice) : {};
  if (!of || !reference || !ts.isStatement(of) || !isConst(of)) return undefined;
  const block = of.parent;
  if (!(ts.isBlock(block) || ts.isSourceFile(block)) || repeats(block)) return undefined;
  return { statement: of, block, reference, isOptional: true };
}
