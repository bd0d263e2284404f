import { ts } from 'ts-morph';
import type { Value } from '../../graph.ts';
import { follow, propertyOf } from './bindings.ts';
import { doesRun } from './conditions.ts';
import type { Bound, Found } from './scope.ts';
import { evaluate } from './values.ts';

/** Which of the values counts where a condition chooses between two, and what `undefined` counts as; else it is unknown. */
export interface Bounding {
  readonly pick: (...values: number[]) => number;
  readonly absent?: number;
}

/** The value of a property; of numbers that a condition chooses from, the one that counts. */
export function boundAt(object: Found, key: string, bounding: Bounding): Value {
  const found = propertyOf(object, key);
  if (found === 'missing') return undefined;
  return found ? boundOf(found, bounding) : { unknown: key };
}

/** The branches of a choice that may be the one that is taken. */
const branchesOf = (node: ts.ConditionalExpression, scope: Bound['scope']) =>
  [node.whenTrue, node.whenFalse].filter((each) => doesRun({ node: each, scope }) !== false);

/** What a choice leads to where its condition is known. */
export function chosen(found: Found): Found {
  if (!found || found === 'missing' || !ts.isConditionalExpression(found.node)) return found;
  const [branch, other] = branchesOf(found.node, found.scope);
  return branch && !other ? chosen(follow({ node: branch, scope: found.scope })) : found;
}

function boundOf(bound: Bound, bounding: Bounding, depth = 0): Value {
  const found = follow(bound);
  if (!found || found === 'missing' || !ts.isConditionalExpression(found.node) || depth > 4)
    return evaluate(bound);
  const { node, scope } = found;
  const values = branchesOf(node, scope).map((each) =>
    boundOf({ ...found, node: each }, bounding, depth + 1),
  );
  if (values.length === 1) return values[0];
  const numbers = values.map((value) => (value === undefined ? bounding.absent : value));
  return numbers.every((each) => typeof each === 'number')
    ? bounding.pick(...numbers)
    : { unknown: node.getText() };
}
