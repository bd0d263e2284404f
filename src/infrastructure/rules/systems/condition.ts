import type { Infrastructure, Node, Refers } from '../../graph.ts';
import { isInvokes, isRefers, shown } from '../edges.ts';
import type { Addition, Finding, Rule } from '../rule.ts';

const RULE = 'condition';

/** The conditions that hold where a resource is, or where it refers to another. */
export function heldBy(
  { condition: own }: Node,
  { implied = {} }: Infrastructure,
  conditions: readonly string[] = [],
): ReadonlySet<string> {
  const all = [...conditions, ...(own === undefined ? [] : [own])];
  return new Set([...all, ...all.flatMap((name) => implied[name] ?? [])]);
}

/** The resource that was there before; the other one is added for it. */
const existing = ({ from, to }: Refers, added: readonly Node[]) => (added.includes(to) ? from : to);

function finding(edge: Refers, { nodes: added, edges }: Addition): Finding {
  const { place } = existing(edge, added);
  const fn = edges.find(isInvokes)?.to;
  // What is new has the function's condition; nobody knows its id yet
  const known = (node: Node) => (fn && added.includes(node) ? fn : node);
  const [from, to] = [known(edge.from), known(edge.to)];
  const name = from.owner ?? from.id;
  const own = from.condition === undefined ? 'has none' : `has ${from.condition}`;
  return {
    rule: RULE,
    place,
    reason: `${to.id} exists only under the condition ${to.condition} (${shown(to.place)}), and ${name}, which would refer to it, ${own}`,
    wayOut: `Name one that has the condition of ${name}, or give both the same.`,
  };
}

export const condition: Rule = {
  id: RULE,
  source:
    'CloudFormation: "Unresolved resource dependencies" where a condition is false (cfn-lint W1001, E3005)',
  check: (_, addition, after) =>
    addition.edges
      .filter(isRefers)
      .filter(
        (edge) =>
          edge.to.condition !== undefined &&
          !heldBy(edge.from, after, edge.conditions).has(edge.to.condition),
      )
      .map((edge) => finding(edge, addition))
      .slice(0, 1),
};
