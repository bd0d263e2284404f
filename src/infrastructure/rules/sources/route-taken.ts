import type { Invokes } from '../../graph.ts';
import { existing, invokesBy, shown, textOr } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'route-taken';

const segmentsOf = (path: string) => path.split('/').filter(Boolean);
const isVariable = (segment: string) => /^\{.*\}$/.test(segment);

const routeOf = ({ properties: { method, path } }: Invokes) =>
  [textOr(method, 'ANY'), textOr(path, '$default')] as const;

/** An HTTP API takes paths that differ only in the names of variables for the same. */
const compared = (path: string, isRest: boolean) =>
  isRest ? path : path.replace(/\{[^}+]*(\+?)\}/g, '{$1}');

function taken(added: Invokes, other: Invokes): boolean {
  const [method, path] = routeOf(added);
  const [itsMethod, itsPath] = routeOf(other);
  if (path === undefined || itsPath === undefined) return false;
  // A method that is not known may be the same
  if (itsMethod !== undefined && method !== itsMethod) return false;
  const isRest = added.from.properties.isRest === true;
  return compared(path, isRest) === compared(itsPath, isRest);
}

/** Of a REST API, a resource has one variable part: `/orders/{id}` allows no `/orders/{order}/items`. */
function otherVariable(added: Invokes, other: Invokes): string | undefined {
  const [, path] = routeOf(added);
  const [, itsPath] = routeOf(other);
  if (!added.from.properties.isRest || path === undefined || itsPath === undefined)
    return undefined;
  const [mine, its] = [segmentsOf(path), segmentsOf(itsPath)];
  const n = mine.findIndex((segment, i) => segment !== its[i]);
  const differs = n >= 0 && isVariable(mine[n]!) && isVariable(its[n] ?? '');
  return differs ? its[n] : undefined;
}

const findingFor = (added: Invokes, other: Invokes): Finding | undefined => {
  const [method, path] = routeOf(added);
  const { place, to } = other;
  const [itsMethod] = routeOf(other);
  const leads = itsMethod === undefined ? 'may lead' : 'leads';
  if (taken(added, other))
    return {
      rule: RULE,
      place,
      reason: `${method} ${path} ${leads} to ${to.id} already (${shown(place)})`,
      wayOut: 'Give another --method, --path or --api.',
    };
  const variable = otherVariable(added, other);
  if (!variable) return undefined;
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
