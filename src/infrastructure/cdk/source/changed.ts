import { ts } from 'ts-morph';
import { nodesIn, unwrapped } from '../../../editors/cdk/syntax/source.ts';

/** The properties of an object that code sets after it is written; `any` where that can be each of them. */
export type Changed = ReadonlySet<string> | 'any';

/** What `props.environment.STAGE = …` sets of `props`; undefined where it sets another object. */
function keySet(target: ts.Expression, object: string): string | undefined {
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))
    return undefined;
  const { expression } = target;
  if (expression.getText().replace(/[!?]$/, '') !== object) return keySet(expression, object);
  if (ts.isPropertyAccessExpression(target)) return target.name.text;
  const { argumentExpression: key } = target;
  return ts.isStringLiteralLike(key) ? key.text : 'any';
}

const MOVES = /^(unshift|shift|splice|reverse|sort|fill|copyWithin|pop)$/;

/** How a key says that a list gets elements behind its others, and where: by `list.push(…)`. */
export const pushAt = ({ pos }: ts.CallExpression) => `push ${pos}`;

/** What `list.push(…)`, `list.sort()` change. */
function changeOfList(node: ts.CallExpression, object: string): string | undefined {
  const on = node.expression;
  if (!ts.isPropertyAccessExpression(on) || unwrapped(on.expression).getText() !== object)
    return undefined;
  if (on.name.text === 'push') return pushAt(node);
  return MOVES.test(on.name.text) ? 'any' : undefined;
}

/** The other name that `const other = list` gives. */
const aliasIn = (node: ts.Node, object: string) =>
  ts.isVariableDeclaration(node) &&
  ts.isIdentifier(node.name) &&
  node.name.text !== object &&
  node.initializer &&
  unwrapped(node.initializer).getText() === object
    ? node.name.text
    : undefined;

function changeBy(node: ts.Node, object: string): string | undefined {
  if (ts.isBinaryExpression(node) && /^(\?\?|\|\|)?=$/.test(node.operatorToken.getText()))
    return keySet(node.left, object);
  const isAssign = ts.isCallExpression(node) && node.expression.getText() === 'Object.assign';
  if (isAssign) return node.arguments[0]?.getText() === object ? 'any' : undefined;
  return ts.isCallExpression(node) ? changeOfList(node, object) : undefined;
}

function read(around: ts.Node, object: string): Changed {
  const nodes = nodesIn(around);
  const keys = nodes.flatMap((each) => changeBy(each, object) ?? []);
  if (keys.includes('any')) return 'any';
  return nodes
    .flatMap((each) => aliasIn(each, object) ?? [])
    .map((alias) => changedIn(around, alias))
    .reduce<Changed>(both, new Set(keys));
}

const FOUND = new WeakMap<ts.Node, Map<string, Changed>>();

/** What the code of a class, a function or a block sets of an object: `props`, or the field `this.props`. */
export function changedIn(around: ts.Node, object: string): Changed {
  const known = FOUND.get(around) ?? new Map<string, Changed>();
  FOUND.set(around, known);
  const found = known.get(object);
  if (found) return found;
  // Of two names that are set to each other, nothing is known
  known.set(object, 'any');
  const changed = read(around, object);
  known.set(object, changed);
  return changed;
}

export const isChanged = (changed: Changed | undefined, key: string): boolean =>
  changed === 'any' || changed?.has(key) === true;

/** What is set of an object under either of two names. */
export const both = (a: Changed | undefined, b: Changed): Changed =>
  a === 'any' || b === 'any' ? 'any' : new Set([...(a ?? []), ...b]);

/** Whether the elements of a list may be others than those that it is written with. */
export const isMoved = (changed: Changed | undefined): boolean =>
  changed === 'any' || [...(changed ?? [])].some((key) => !key.startsWith('push '));
