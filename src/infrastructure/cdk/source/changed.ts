import { ts } from 'ts-morph';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';

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

function changeBy(node: ts.Node, object: string): string | undefined {
  if (ts.isBinaryExpression(node) && /^(\?\?|\|\|)?=$/.test(node.operatorToken.getText()))
    return keySet(node.left, object);
  const isAssign = ts.isCallExpression(node) && node.expression.getText() === 'Object.assign';
  return isAssign && node.arguments[0]?.getText() === object ? 'any' : undefined;
}

function read(around: ts.Node, object: string): Changed {
  const keys = nodesIn(around).flatMap((each) => changeBy(each, object) ?? []);
  return keys.includes('any') ? 'any' : new Set(keys);
}

const FOUND = new WeakMap<ts.Node, Map<string, Changed>>();

/** What the code of a class, a function or a block sets of an object: `props`, or the field `this.props`. */
export function changedIn(around: ts.Node, object: string): Changed {
  const known = FOUND.get(around) ?? new Map<string, Changed>();
  FOUND.set(around, known);
  const changed = known.get(object) ?? read(around, object);
  known.set(object, changed);
  return changed;
}

export const isChanged = (changed: Changed | undefined, key: string): boolean =>
  changed === 'any' || changed?.has(key) === true;

/** What is set of an object under either of two names. */
export const both = (a: Changed | undefined, b: Changed): Changed =>
  a === 'any' || b === 'any' ? 'any' : new Set([...(a ?? []), ...b]);
