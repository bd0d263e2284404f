import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { helperOf, insideHelper } from '../helper-of.ts';
import type { Reached } from '../reached.ts';
import { returnsOf } from '../returned.ts';
import { follow } from '../source/bindings.ts';
import { doesRun } from '../source/conditions.ts';
import type { Bound } from '../source/scope.ts';
import { keyOf, locate } from './locate.ts';

/** How the value of a call leads to a construct that it makes. */
interface Returned {
  /** The step that makes what the members lead to: the construct, or what it is made in. */
  readonly at: number;
  readonly members: readonly string[];
}

/** What a call returns, where that is known to be one thing. */
function returnedBy(disk: Disk, [place]: Reached['steps']): Bound | undefined {
  const helper = helperOf(disk, place);
  if (!helper) return undefined;
  const scope = insideHelper(disk, helper, place.node, place.scope);
  const returns = returnsOf(helper.maker.node).map((node) => ({
    node,
    does: doesRun({ node, scope }),
  }));
  const [only, second] = returns.filter(({ does }) => does !== false);
  return only?.does && !second ? { node: only.node, scope } : undefined;
}

/** What an expression holds: itself, and the members of an object that is written out. */
function heldBy(
  bound: Bound,
): readonly { readonly members: readonly string[]; readonly value: Bound }[] {
  const found = follow(bound);
  const object = found && found !== 'missing' ? found : bound;
  if (!ts.isObjectLiteralExpression(object.node)) return [{ members: [], value: bound }];
  return object.node.properties.flatMap((each) => {
    const node = ts.isPropertyAssignment(each) ? each.initializer : each.name;
    const isPlain = each.name && ts.isIdentifier(each.name) && !ts.isMethodDeclaration(each);
    return isPlain && node && ts.isExpression(node)
      ? [{ members: [each.name.text], value: { node, scope: object.scope } }]
      : [];
  });
}

/** How what the place of a construct calls returns it, or what it is made in, which comes behind. */
export function returnedMembers(
  disk: Disk,
  { steps, member }: Pick<Reached, 'steps' | 'member'>,
): readonly Returned[] {
  const value = ts.isCallExpression(steps[0].node) ? returnedBy(disk, steps) : undefined;
  const held = value ? heldBy(value) : [];
  const ways = steps.map((_, n) => keyOf(disk, { steps: steps.slice(0, n + 1) }));
  if (member !== undefined) ways.push(keyOf(disk, { steps, member }));
  return held
    .map(({ members, value: each }) => {
      const found = locate(disk, each);
      return { members, at: found && !found.attribute ? ways.lastIndexOf(keyOf(disk, found)) : 0 };
    })
    .filter(({ at }) => at > 0)
    .toSorted((a, b) => b.at - a.at);
}
