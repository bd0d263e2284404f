import { ts } from 'ts-morph';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { follow } from './bindings.ts';
import type { Bound, Scope } from './scope.ts';

/** Code that runs once for each element of a list. */
interface Loop {
  /** What declares the element's name. */
  readonly element: ts.Node;
  readonly list: ts.Expression;
}

/** How many runs of a loop are read. */
const RUNS = 60;

const EACH = /^(forEach|map|flatMap)$/;

/** `for (const queue of [orders, refunds])`. */
function forOf(node: ts.Node): Loop | undefined {
  if (!ts.isForOfStatement(node) || !ts.isVariableDeclarationList(node.initializer))
    return undefined;
  const [element] = node.initializer.declarations;
  return element && { element, list: node.expression };
}

/** `[orders, refunds].forEach((queue) => …)`. */
function callback(node: ts.Node): Loop | undefined {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  const { parent } = node;
  const [element] = node.parameters;
  if (!element || !ts.isCallExpression(parent) || parent.arguments[0] !== node) return undefined;
  const { expression } = parent;
  const isEach = ts.isPropertyAccessExpression(expression) && EACH.test(expression.name.text);
  return isEach ? { element, list: expression.expression } : undefined;
}

/** The loops around code of the same maker, from the outside in. */
function loopsAround(node: ts.Node): readonly Loop[] {
  const { node: end } = makerOf(node);
  const loops: Loop[] = [];
  for (let at = node.parent; at && at !== end; at = at.parent) {
    const loop = forOf(at) ?? callback(at);
    if (loop) loops.unshift(loop);
  }
  return loops;
}

/** The elements of a list that is written out; undefined of any other. */
function elementsOf(list: Bound): readonly Bound[] | undefined {
  const found = follow(list);
  if (!found || found === 'missing' || !ts.isArrayLiteralExpression(found.node)) return undefined;
  const { node, scope } = found;
  return node.elements.flatMap((each) =>
    ts.isSpreadElement(each)
      ? (elementsOf({ node: each.expression, scope }) ?? [])
      : [{ node: each, scope }],
  );
}

const isSkipping = (node: ts.Node, at: ts.Node) =>
  ts.isBreakStatement(node) ||
  ts.isContinueStatement(node) ||
  (ts.isReturnStatement(node) && node.end <= at.pos);

/** Whether a node runs for each element of lists that are written out, and for nothing else. */
export function isOverLists(node: ts.Node, scope: Scope): boolean {
  const { node: end } = makerOf(node);
  for (let at = node.parent; at && at !== end; at = at.parent) {
    const isRun = ts.isFunctionLike(at) && ts.isCallExpression(at.parent);
    if (!isRun && !ts.isIterationStatement(at, false)) continue;
    const loop = forOf(at) ?? callback(at);
    const elements = loop && elementsOf({ node: loop.list, scope });
    if (!elements?.length || nodesIn(at).some((each) => isSkipping(each, node))) return false;
  }
  return true;
}

const inLoop =
  ({ element, list }: Loop) =>
  (scope: Scope): readonly Scope[] =>
    elementsOf({ node: list, scope })?.map((value) => ({
      ...scope,
      args: new Map([...(scope.args ?? []), [element, value]]),
    })) ?? [scope];

/** The scopes that code runs in, with the loops around it: one for each run of these. */
export const runsOf = (node: ts.Node, scopes: readonly Scope[]): readonly Scope[] =>
  loopsAround(node).reduce((runs, loop) => runs.flatMap(inLoop(loop)).slice(0, RUNS), scopes);
