import { type Invokes, isUnknown } from '../../graph.ts';
import { couldBe, knownFront, likeOf } from '../../texts.ts';
import { existing, invokesBy, shown, textOr } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'route-taken';

const segmentsOf = (path: string) => path.split('/').filter(Boolean);
const isVariable = (segment: string) => /^\{.*\}$/.test(segment);

const methodOf = ({ properties: { method } }: Invokes) => textOr(method, 'ANY');

/** A path, with holes where it is not known. */
const pathOf = ({ properties: { path } }: Invokes) =>
  path === undefined ? '$default' : likeOf(path);

/** An HTTP API takes paths that differ only in the names of variables for the same. */
const compared = (path: string, isRest: boolean) =>
  isRest ? path : path.replace(/\{[^}+*]*(\+?)\}/g, '{$1}');

/** What is not known of a route that is there. */
const unknownOf = ({ properties: { method, path } }: Invokes) =>
  [path, method].findIndex((each) => each !== undefined && isUnknown(each));

/** What may be the same counts as the same. */
function taken(added: Invokes, other: Invokes): boolean {
  const itsMethod = methodOf(other);
  if (itsMethod !== undefined && methodOf(added) !== itsMethod) return false;
  const isRest = added.from.properties.isRest === true;
  return couldBe(compared(pathOf(added), isRest), compared(pathOf(other), isRest));
}

/** The segments of a path that are known, from its front. */
const knownSegments = (path: string) => {
  const front = knownFront(path);
  return segmentsOf(front === path ? path : front.replace(/[^/]*$/, ''));
};

/** Of a REST API, a resource has one variable part: `/orders/{id}` allows no `/orders/{order}/items`. */
function otherVariable(added: Invokes, other: Invokes): string | undefined {
  if (!added.from.properties.isRest) return undefined;
  const [mine, its] = [segmentsOf(pathOf(added)), knownSegments(pathOf(other))];
  const n = mine.findIndex((segment, i) => segment !== its[i]);
  const differs = n >= 0 && isVariable(mine[n]!) && isVariable(its[n] ?? '');
  return differs ? its[n] : undefined;
}

/** Where a route leads that may be the same, and what to do about it: by what is not known of it. */
const UNSURE = [
  ['path', 'method'],
  ['method', 'path'],
] as const;

function takenBy(other: Invokes, route: string): Finding {
  const { place, to } = other;
  const [unknown, known] = UNSURE[unknownOf(other)] ?? [];
  const already = `to ${to.id} already (${shown(place)})`;
  return {
    rule: RULE,
    place,
    reason: unknown
      ? `${route} may lead ${already}: the ${unknown} there is not known`
      : `${route} leads ${already}`,
    wayOut: unknown
      ? `Write the ${unknown} out there, or give another --${known} or --api.`
      : 'Give another --method, --path or --api.',
  };
}

const findingFor = (added: Invokes, other: Invokes): Finding | undefined => {
  const path = pathOf(added);
  if (taken(added, other)) return takenBy(other, `${methodOf(added)} ${path}`);
  const variable = otherVariable(added, other);
  if (!variable) return undefined;
  const { place } = other;
  return {
    rule: RULE,
    place,
    reason: `${path} has another variable where a route of ${added.from.id} has ${variable} (${shown(place)}): a REST API takes one name there`,
    wayOut: `Call it ${variable} in --path.`,
  };
};

export const routeTaken: Rule = {
  id: RULE,
  source:
    'API Gateway: "Route with key ... already exists"; REST: "A sibling of this resource already has a variable path part"',
  check(_, addition, after) {
    const before = existing(invokesBy(after.edges, 'http'), addition.edges);
    return invokesBy(addition.edges, 'http').flatMap((added) => {
      const others = before.filter(({ from }) => from === added.from);
      return others.flatMap((other) => findingFor(added, other) ?? []).slice(0, 1);
    });
  },
};
