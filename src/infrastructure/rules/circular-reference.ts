import type { Edge, Infrastructure, Node, Refers } from '../graph.ts';
import type { Finding, Rule } from './rule.ts';

const isRefers = (edge: Edge): edge is Refers => edge.kind === 'refers';

/** The references that lead from one node to another; undefined when none do. */
function pathBetween(from: Node, to: Node, edges: ReadonlyMap<Node, readonly Refers[]>) {
  const cameBy = new Map<Node, Refers | undefined>([[from, undefined]]);
  for (const node of cameBy.keys())
    for (const edge of edges.get(node) ?? []) if (!cameBy.has(edge.to)) cameBy.set(edge.to, edge);
  if (!cameBy.has(to)) return undefined;
  const path: Refers[] = [];
  for (let edge = cameBy.get(to); edge; edge = cameBy.get(edge.from)) path.unshift(edge);
  return path;
}

function referencesOf({ edges }: Pick<Infrastructure, 'edges'>) {
  const all = new Map<Node, Refers[]>();
  for (const edge of edges.filter(isRefers)) {
    const of = all.get(edge.from);
    if (of) of.push(edge);
    else all.set(edge.from, [edge]);
  }
  return all;
}

const THROUGH = {
  env: 'in its environment',
  policy: 'in its policies',
  dependsOn: 'in its DependsOn',
  property: 'in a property',
} as const;

const said = ({ from, to, through, place }: Refers) =>
  `${from.id} refers to ${to.id} ${THROUGH[through]} (${place.path}:${place.line})`;

const POLICY =
  'grant the right by a policy resource of its own (AWS::IAM::Policy), or name the ARN with a wildcard';

/** How the reference is cut that closes the circle. */
function wayOutOf({ to, through }: Refers): string {
  if (through === 'policy') return POLICY;
  if (through === 'dependsOn') return 'remove the DependsOn';
  if (to.type === 'pool') return "read the pool's id from the event (userPoolId)";
  return `pass the name of ${to.id} in another way, such as a parameter of the Systems Manager`;
}

function findingOf(added: Refers, path: readonly Refers[], isNew: (edge: Edge) => boolean) {
  const existing = path.filter((edge) => !isNew(edge));
  const cut = existing[0] ?? path[0] ?? added;
  const ways = existing.filter(({ to }) => to === existing.at(-1)!.to).map(wayOutOf);
  return {
    rule: 'circular-reference',
    place: cut.place,
    reason: `${added.from.id} and ${added.to.id} would depend on each other: ${existing.map(said).join('; ')}`,
    wayOut: `Cut the circle first: ${[...new Set(ways)].join('; ')}.`,
  } satisfies Finding;
}

export const circularReference: Rule = {
  id: 'circular-reference',
  source: 'CloudFormation: "Circular dependency between resources" (cfn-lint E3004)',
  check(_, addition, after) {
    const references = referencesOf(after);
    const isNew = (edge: Edge) => addition.edges.includes(edge);
    for (const added of addition.edges.filter(isRefers)) {
      const path = pathBetween(added.to, added.from, references);
      if (path) return [findingOf(added, path, isNew)];
    }
    return [];
  },
};
