import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { keyIn, keyTaken } from '../../../editors/cdk/syntax/held.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { isRepeated } from '../../../editors/cdk/syntax/reference.ts';
import { nodesIn, outermost } from '../../../editors/cdk/syntax/source.ts';
import { moduleAt } from '../modules.ts';
import { declaredValue, follow } from '../source/bindings.ts';
import { both, isChanged, isMoved, pushAt } from '../source/changed.ts';
import { doesRun } from '../source/conditions.ts';
import type { Bound, Scope } from '../source/scope.ts';
import { helperOf, insideHelper } from './helper-of.ts';
import { returnsOf } from './returned.ts';

/** How many calls and objects are in each other that are followed. */
const DEPTH = 6;

/** The properties of an object, or the elements of a list by their indexes, as far as they are known. */
interface Parts {
  readonly known: ReadonlyMap<string, Bound>;
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

const NONE: Parts = { known: new Map(), isWhole: false };

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
  if (!returned) return whole;
  const value = wholeOf(disk, returned, depth + 1);
  return whole.changed ? { ...value, changed: both(value.changed, whole.changed) } : value;
}

function addProperty(
  disk: Disk,
  { known: all, isWhole }: Parts,
  each: ts.ObjectLiteralElementLike,
  scope: Scope,
  depth: number,
): Parts {
  const spread = ts.isSpreadAssignment(each)
    ? partsOf(disk, { node: each.expression, scope }, depth + 1)
    : undefined;
  // What is not known may be any property
  if (spread)
    return {
      known: new Map([...(spread.isWhole ? all : []), ...spread.known]),
      isWhole: isWhole && spread.isWhole,
    };
  const name = each.name && !ts.isComputedPropertyName(each.name) ? each.name.text : undefined;
  if (name === undefined) return NONE;
  const rest = [...all].filter(([key]) => key !== name);
  const having = (node: ts.Expression): Parts => ({
    known: new Map([...rest, [name, { node, scope }]]),
    isWhole,
  });
  if (ts.isPropertyAssignment(each)) return having(each.initializer);
  if (ts.isShorthandPropertyAssignment(each)) return having(each.name);
  return { known: new Map(rest), isWhole: false };
}

function propertiesOf(disk: Disk, { node, scope, changed }: Bound, depth: number): Parts {
  const { known, isWhole } = (node as ts.ObjectLiteralExpression).properties.reduce<Parts>(
    (all, each) => addProperty(disk, all, each, scope, depth),
    { known: new Map(), isWhole: true },
  );
  return {
    known: new Map([...known].filter(([key]) => !isChanged(changed, key))),
    isWhole: isWhole && changed !== 'any' && !changed?.size,
  };
}

interface Listed {
  readonly all: readonly Bound[];
  readonly isWhole: boolean;
}

/** Expressions one behind the other, up to one that may be several. */
function listed(disk: Disk, nodes: readonly ts.Expression[], scope: Scope, depth: number): Listed {
  const all: Bound[] = [];
  for (const node of nodes) {
    const spread = ts.isSpreadElement(node)
      ? (partsOf(disk, { node: node.expression, scope }, depth + 1) ?? NONE)
      : undefined;
    all.push(...(spread?.known.values() ?? [{ node, scope }]));
    if (spread && !spread.isWhole) return { all, isWhole: false };
  }
  return { all, isWhole: true };
}

/** The calls `list.push(…)` of the name that a list is declared with. */
function pushesOf(node: ts.Expression): readonly ts.CallExpression[] {
  const { parent } = outermost(node);
  if (!ts.isVariableDeclaration(parent)) return [];
  const push = `${parent.name.getText()}.push`;
  return nodesIn(makerOf(node).node)
    .filter(ts.isCallExpression)
    .filter((call) => call.expression.getText() === push);
}

/** What a list gets by `list.push(…)` behind its declaration, as far as that is sure. */
function pushedTo(disk: Disk, { node, scope, changed }: Bound, depth: number): Listed {
  const pushes = pushesOf(node as ts.Expression);
  const own = new Set(pushes.map(pushAt));
  // What another name of the list adds may come in front
  if ([...(changed ?? [])].some((key) => !own.has(key))) return { all: [], isWhole: false };
  const unsure = pushes.findIndex(
    (each) => isRepeated(each) || doesRun({ node: each, scope }) !== true,
  );
  const sure = unsure < 0 ? pushes : pushes.slice(0, unsure);
  const args = sure.flatMap((each) => [...each.arguments]);
  const { all, isWhole } = listed(disk, args, scope, depth);
  return { all, isWhole: isWhole && unsure < 0 };
}

function elementsOf(disk: Disk, bound: Bound, depth: number): Parts {
  const { node, scope, changed } = bound;
  if (isMoved(changed)) return NONE;
  const own = listed(disk, (node as ts.ArrayLiteralExpression).elements, scope, depth);
  const more = own.isWhole ? pushedTo(disk, bound, depth) : { all: [], isWhole: false };
  const elements = [...own.all, ...more.all];
  return {
    known: new Map(elements.map((each, n) => [String(n), each])),
    isWhole: more.isWhole,
  };
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
    ? partsOf(disk, { node: node.expression, scope })?.known.get(key)
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
    ? partsOf(disk, value)?.known.get(key)
    : undefined;
}
