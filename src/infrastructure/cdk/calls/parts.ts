import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { keyIn, keyTaken } from '../../../editors/cdk/syntax/held.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { isRepeated } from '../../../editors/cdk/syntax/reference.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { moduleAt } from '../modules.ts';
import { declaredValue, follow } from '../source/bindings.ts';
import { isChanged } from '../source/changed.ts';
import { doesRun } from '../source/conditions.ts';
import type { Bound, Scope } from '../source/scope.ts';
import { helperOf, insideHelper } from './helper-of.ts';
import { returnsOf } from './returned.ts';

/** How many calls and objects are in each other that are followed. */
const DEPTH = 6;

/** The properties of an object, or the elements of a list by their indexes, as far as they are known. */
type Parts = ReadonlyMap<string, Bound>;

const NONE: Parts = new Map();

/** What a call returns, where that is known to be one thing. */
export function returnedBy(disk: Disk, { node: call, scope: around }: Bound): Bound | undefined {
  const module = moduleAt(disk, around.module.path);
  const helper =
    module && helperOf(disk, { module, node: call as ts.CallExpression, scope: around });
  if (!helper) return undefined;
  const scope = insideHelper(disk, helper, call as ts.CallExpression, around);
  const returns = returnsOf(helper.maker.node).map((node) => ({
    node,
    does: doesRun({ node, scope }),
  }));
  const [only, second] = returns.filter(({ does }) => does !== false);
  return only?.does && !second ? { node: only.node, scope } : undefined;
}

/** The expression that another leads to, through the helpers that return it. */
function wholeOf(disk: Disk, bound: Bound, depth: number): Bound {
  const found = follow(bound);
  const whole = found && found !== 'missing' ? found : bound;
  const isCall = depth < DEPTH && ts.isCallExpression(whole.node);
  const returned = isCall ? returnedBy(disk, whole) : undefined;
  return returned ? wholeOf(disk, returned, depth + 1) : whole;
}

function addProperty(
  disk: Disk,
  all: Map<string, Bound>,
  each: ts.ObjectLiteralElementLike,
  scope: Scope,
  depth: number,
): void {
  const spread = ts.isSpreadAssignment(each)
    ? partsOf(disk, { node: each.expression, scope }, depth + 1)
    : undefined;
  const name = each.name && !ts.isComputedPropertyName(each.name) ? each.name.text : undefined;
  for (const [key, value] of spread ?? []) all.set(key, value);
  if (spread) return;
  // What is not known may be any property
  if (name === undefined) all.clear();
  else if (ts.isPropertyAssignment(each)) all.set(name, { node: each.initializer, scope });
  else if (ts.isShorthandPropertyAssignment(each)) all.set(name, { node: each.name, scope });
  else all.delete(name);
}

function propertiesOf(disk: Disk, { node, scope, changed }: Bound, depth: number): Parts {
  const all = new Map<string, Bound>();
  for (const each of (node as ts.ObjectLiteralExpression).properties)
    addProperty(disk, all, each, scope, depth);
  return new Map([...all].filter(([key]) => /^[\w$]+$/.test(key) && !isChanged(changed, key)));
}

/** Expressions one behind the other, up to one that may be several. */
function listed(disk: Disk, nodes: readonly ts.Expression[], scope: Scope, depth: number) {
  const all: Bound[] = [];
  for (const node of nodes) {
    const spread = ts.isSpreadElement(node)
      ? partsOf(disk, { node: node.expression, scope }, depth + 1)
      : undefined;
    if (ts.isSpreadElement(node) && !spread) return { all, isWhole: false };
    all.push(...(spread?.values() ?? [{ node, scope }]));
  }
  return { all, isWhole: true };
}

const MOVES = /^(unshift|shift|splice|reverse|sort|fill|copyWithin|pop)$/;

/** What a list gets by `list.push(…)` behind its declaration; undefined where its elements move. */
function pushesOf({ node, scope }: Bound): readonly ts.CallExpression[] | undefined {
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent)) return [];
  const isIt = (each: ts.Node) => each.getText() === parent.name.getText();
  const within = nodesIn(makerOf(node).node);
  const isSet = (each: ts.Node) =>
    ts.isElementAccessExpression(each) &&
    isIt(each.expression) &&
    ts.isBinaryExpression(each.parent) &&
    each.parent.left === each;
  const calls = within
    .filter(ts.isCallExpression)
    .map((call) => ({ call, on: call.expression }))
    .filter(({ on }) => ts.isPropertyAccessExpression(on) && isIt(on.expression));
  const named = (pattern: RegExp) =>
    calls.filter(({ on }) => pattern.test((on as ts.PropertyAccessExpression).name.text));
  if (named(MOVES).length > 0 || within.some(isSet)) return undefined;
  const pushes = named(/^push$/).map(({ call }) => call);
  const sure = pushes.findIndex(
    (each) => isRepeated(each) || doesRun({ node: each, scope }) !== true,
  );
  return sure < 0 ? pushes : pushes.slice(0, sure);
}

function elementsOf(disk: Disk, bound: Bound, depth: number): Parts {
  const { node, scope } = bound;
  const pushes = pushesOf(bound);
  const { all, isWhole } = listed(disk, (node as ts.ArrayLiteralExpression).elements, scope, depth);
  if (!pushes) return NONE;
  const args = isWhole ? pushes.flatMap((each) => [...each.arguments]) : [];
  const elements = [...all, ...listed(disk, args, scope, depth).all];
  return new Map(elements.map((each, n) => [String(n), each]));
}

/** The parts of an object or a list that an expression leads to; undefined of anything else. */
export function partsOf(disk: Disk, bound: Bound, depth = 0): Parts | undefined {
  if (depth > DEPTH) return undefined;
  const whole = wholeOf(disk, bound, depth);
  if (ts.isObjectLiteralExpression(whole.node)) return propertiesOf(disk, whole, depth);
  return ts.isArrayLiteralExpression(whole.node) ? elementsOf(disk, whole, depth) : undefined;
}

/** `parts.fn`, `fns[0]` of what a helper returns. */
export function partAt(disk: Disk, { node, scope }: Bound): Bound | undefined {
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  const key = isAccess ? keyIn(node) : undefined;
  return isAccess && key !== undefined
    ? partsOf(disk, { node: node.expression, scope })?.get(key)
    : undefined;
}

/** What a pattern takes out of what a helper returns: `a` of `const { fns: [a] } = make(this)`. */
export function partTaken(disk: Disk, node: ts.BindingElement, scope: Scope): Bound | undefined {
  const whole = node.parent.parent;
  const value = ts.isBindingElement(whole)
    ? partTaken(disk, whole, scope)
    : declaredValue(whole, scope);
  const key = keyTaken(node);
  return value && value !== 'missing' && key !== undefined
    ? partsOf(disk, value)?.get(key)
    : undefined;
}
