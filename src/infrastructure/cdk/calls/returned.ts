import { ts } from 'ts-morph';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { referenceOf } from '../../../editors/cdk/syntax/reference.ts';
import { nodesIn, outermost, unwrapped } from '../../../editors/cdk/syntax/source.ts';

/** What a function returns. */
export const returnsOf = (fn: ts.Node): readonly ts.Expression[] => {
  if (ts.isArrowFunction(fn) && !ts.isBlock(fn.body)) return [fn.body];
  return nodesIn(fn)
    .filter(ts.isReturnStatement)
    .filter((each) => makerOf(each).node === fn)
    .flatMap(({ expression }) => expression ?? []);
};

/** Whether an expression is what is made at a place: itself, or the variable or the field that holds it. */
export function isItself(node: ts.Expression): (value: ts.Expression) => boolean {
  const whole = outermost(node);
  const name = referenceOf(node);
  return (value) => value === whole || unwrapped(value).getText() === name;
}

/** Whether a function returns what it makes at a place. */
export function isReturned(fn: ts.Node, node: ts.Expression): boolean {
  return returnsOf(fn).some(isItself(node));
}

/** Whether an expression is in a `return`, or is what a function without a block returns: nothing runs behind it. */
export function endsCode(node: ts.Node): boolean {
  const end = ts.findAncestor(node, (at) => ts.isStatement(at) || ts.isFunctionLike(at));
  return end !== undefined && (ts.isReturnStatement(end) || ts.isArrowFunction(end));
}
