import { ts } from 'ts-morph';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { follow, propertyOf } from './bindings.ts';
import type { Bound, Found, Scope } from './scope.ts';
import { keysOf } from './values.ts';

/** Code that runs once for each element of a list. */
interface Loop {
  /** What declares the element's name. */
  readonly element: ts.Node;
  readonly list: ts.Expression;
}

/** How many runs of a loop are read. */
const RUNS = 60;

/** Methods of lists that run a callback for each element, by which of its parameters takes the element. */
const EACH: Readonly<Record<string, number>> = { forEach: 0, map: 0, flatMap: 0, reduce: 1 };

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
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return undefined;
  const { expression } = parent;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { text } = expression.name;
  const element = Object.hasOwn(EACH, text) ? node.parameters[EACH[text]!] : undefined;
  return element && { element, list: expression.expression };
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

/** An element of a list; of `Object.entries()`, a pair. */
type Element = Bound | readonly [key: Bound, value: Found];

const isPair = (element: Element): element is readonly [Bound, Found] => Array.isArray(element);

/** The elements of a list that is written out; undefined of any other. */
function elementsOf(list: Bound): readonly Element[] | undefined {
  const found = follow(list);
  if (!found || found === 'missing') return undefined;
  const { node, scope } = found;
  if (ts.isCallExpression(node)) return ofObject(node, scope);
  if (!ts.isArrayLiteralExpression(node)) return undefined;
  return node.elements.flatMap((each) =>
    ts.isSpreadElement(each)
      ? (elementsOf({ node: each.expression, scope }) ?? [])
      : [{ node: each, scope }],
  );
}

/** The elements of a list of single values that is written out. */
export function listedIn(list: Bound): readonly Bound[] | undefined {
  const all = elementsOf(list);
  return all?.every((each): each is Bound => !isPair(each)) ? all : undefined;
}

/** A text as an expression of the program. */
function textAs(text: string, scope: Scope): Bound {
  const file = ts.createSourceFile('', JSON.stringify(text), ts.ScriptTarget.Latest, true);
  return { node: (file.statements[0] as ts.ExpressionStatement).expression, scope };
}

/** `Object.keys()`, `Object.values()` or `Object.entries()` of an object that is written out. */
function ofObject({ expression, arguments: args }: ts.CallExpression, scope: Scope) {
  const [, what] = /^Object\.(keys|values|entries)$/.exec(expression.getText()) ?? [];
  const object = what && args[0] ? follow({ node: args[0], scope }) : undefined;
  if (!object || object === 'missing' || !ts.isObjectLiteralExpression(object.node))
    return undefined;
  if (object.isOpen || object.changed === 'any' || object.changed?.size) return undefined;
  const pairs = keysOf(object.node)?.map(
    (key) => [textAs(key, scope), propertyOf(object, key)] as const,
  );
  if (what !== 'values') return what === 'keys' ? pairs?.map(([key]) => key) : pairs;
  const values = pairs?.map(([, value]) => value);
  const isKnown = (value: Found): value is Bound => value !== undefined && value !== 'missing';
  return values?.every(isKnown) ? values : undefined;
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

/** What the names that a loop declares are set to in one run. */
function argsOf(declared: ts.Node, element: Element): readonly (readonly [ts.Node, Bound])[] {
  if (!isPair(element)) return [[declared, element]];
  const { name } = declared as ts.ParameterDeclaration;
  if (!ts.isArrayBindingPattern(name)) return [];
  return name.elements.flatMap((each, n) => {
    const value = element[n];
    return value && value !== 'missing' ? [[each, value] as const] : [];
  });
}

const inLoop =
  ({ element, list }: Loop) =>
  (scope: Scope): readonly Scope[] =>
    elementsOf({ node: list, scope })?.map((value) => ({
      ...scope,
      args: new Map([...(scope.args ?? []), ...argsOf(element, value)]),
    })) ?? [scope];

/** The scopes that code runs in, with the loops around it: one for each run of these. */
export const runsOf = (node: ts.Node, scopes: readonly Scope[]): readonly Scope[] =>
  loopsAround(node).reduce((runs, loop) => runs.flatMap(inLoop(loop)).slice(0, RUNS), scopes);
