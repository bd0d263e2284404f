import { ts } from 'ts-morph';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { argsOf, argumentsOf } from '../source/construct-props.ts';
import { declarationAround } from '../source/named.ts';
import type { AppObject, Scope } from '../source/scope.ts';
import { codeIn } from './class-methods.ts';

/** Whether a chain of calls begins with a variable: `plan` of `plan.withTimeout(3).withMemory(256)`. */
function beginsWith(node: ts.Expression, name: string): boolean {
  const isPart = ts.isCallExpression(node) || ts.isPropertyAccessExpression(node);
  return isPart ? beginsWith(node.expression, name) : ts.isIdentifier(node) && node.text === name;
}

/** Whether a call is a statement of a block, by itself or at the end of a chain of calls. */
function isStatementOf(node: ts.Node, block: ts.Node): boolean {
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return parent.parent === block;
  return (
    (ts.isCallExpression(parent) || ts.isPropertyAccessExpression(parent)) &&
    isStatementOf(parent, block)
  );
}

/**
 * The object that a variable holds, with what its methods are called with up to a place: `plan.withTimeout(3);`. What
 * one is called with elsewhere, such as in a branch, is unknown.
 */
export function withSetUp(of: AppObject, at: ts.Identifier, scope: Scope): AppObject {
  const block = declarationAround(at)?.parent.parent?.parent;
  if (!block || !ts.isBlock(block)) return of;
  const args = new Map(of.args);
  const calls = nodesIn(block)
    .filter(ts.isCallExpression)
    .filter((call) => beginsWith(call, at.text))
    .toSorted((a, b) => a.end - b.end);
  for (const call of calls) {
    const { expression } = call;
    if (!ts.isPropertyAccessExpression(expression)) continue;
    const method = codeIn(of.classes, expression.name.text);
    const isBefore = call.end <= at.pos && isStatementOf(call, block);
    const given = isBefore ? argumentsOf(call, scope) : undefined;
    for (const parameter of method?.node.parameters ?? []) args.delete(parameter);
    for (const [parameter, value] of method ? argsOf(method.node, given) : [])
      args.set(parameter, value);
  }
  return { ...of, args };
}
