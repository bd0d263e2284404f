import type { Edge, Infrastructure, Node, Refers } from '../../graph.ts';
import { isCode, isRefers, shown } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

type References = ReadonlyMap<Node, readonly Refers[]>;

function indexed(edges: readonly Refers[], end: 'from' | 'to'): References {
  const all = new Map<Node, Refers[]>();
  for (const edge of edges) {
    const of = all.get(edge[end]);
    if (of) of.push(edge);
    else all.set(edge[end], [edge]);
  }
  return all;
}

/** Every node that references lead to from a node, with the node. */
function reached(start: Node, references: References, end: 'from' | 'to'): ReadonlySet<Node> {
  const found = new Set([start]);
  for (const node of found) for (const edge of references.get(node) ?? []) found.add(edge[end]);
  return found;
}

const THROUGH = {
  env: 'in its environment',
  policy: 'in its policies',
  dependsOn: 'in its DependsOn',
  property: 'in its properties',
} as const;

/** The CDK has a method for it. */
const throughOf = ({ through, place }: Refers) =>
  through === 'dependsOn' && isCode(place) ? 'by addDependency' : THROUGH[through];

const said = (edge: Refers) =>
  `${edge.from.id} refers to ${edge.to.id} ${throughOf(edge)} (${shown(edge.place)})`;

/** How a reference is cut that closes the circle. */
function wayOutOf({ to, through, place }: Refers): string {
  const own = isCode(place) ? 'role.attachInlinePolicy(new Policy(…))' : 'AWS::IAM::Policy';
  if (through === 'policy')
    return `grant the right in a separate policy (${own}), or name the ARN with a wildcard`;
  if (through === 'dependsOn') return `remove the ${isCode(place) ? 'dependency' : 'DependsOn'}`;
  if (to.type === 'pool') return "read the pool's id from the event (userPoolId)";
  return `give ${to.id} a name, and pass that, or read it from a Systems Manager parameter`;
}

function findingOf(added: Refers, circle: readonly Refers[]): Finding {
  // A role that is made for a function is a step on the way, not a reference that somebody wrote
  const named = circle.filter(({ to }) => to.owner === undefined);
  const closing = named.filter(({ to }) => to === added.from);
  const ways = [...new Set((closing.length > 0 ? closing : named).map(wayOutOf))];
  return {
    rule: 'circular-reference',
    place: named[0]?.place ?? added.from.place,
    reason: `${added.from.id} and ${added.to.id} would depend on each other: ${named.map(said).join('; ')}`,
    wayOut: `Break the circle first: ${ways.join('; ')}.`,
  };
}

/** The existing references of the circles that one closes: all of them have to be cut. */
function circleOf(added: Refers, existing: readonly Refers[], all: readonly Refers[]) {
  const behind = reached(added.to, indexed(all, 'from'), 'to');
  if (!behind.has(added.from)) return undefined;
  const before = reached(added.from, indexed(all, 'to'), 'from');
  return existing.filter(({ from, to }) => behind.has(from) && before.has(to));
}

/** References that are the only ones of their circle are between resources of the addition. */
function findingFor(added: Refers, after: Infrastructure, isNew: (edge: Edge) => boolean) {
  const all = after.edges.filter(isRefers);
  const circle = circleOf(
    added,
    all.filter((edge) => !isNew(edge)),
    all,
  );
  return circle && circle.length > 0 ? findingOf(added, circle) : undefined;
}

export const circularReference: Rule = {
  id: 'circular-reference',
  source: 'CloudFormation: "Circular dependency between resources" (cfn-lint E3004)',
  check(_, addition, after) {
    const added = new Set<Edge>(addition.edges);
    for (const edge of addition.edges.filter(isRefers)) {
      const found = findingFor(edge, after, (each) => added.has(each));
      if (found) return [found];
    }
    return [];
  },
};
