import {
  type Edge,
  type How,
  type Infrastructure,
  type Invokes,
  isUnknown,
  type Node,
  type Place,
  type Refers,
  type Value,
} from '../graph.ts';

export const isInvokes = (edge: Edge): edge is Invokes => edge.kind === 'invokes';
export const isRefers = (edge: Edge): edge is Refers => edge.kind === 'refers';

/** The deliveries of one kind. */
export const invokesBy = (edges: readonly Edge[], how: How): readonly Invokes[] =>
  edges.filter(isInvokes).filter((edge) => edge.how === how);

/** The bus that a rule is on; undefined for the default one. */
export const busOf = (rule: Node, { edges }: Infrastructure): Node | undefined =>
  edges.filter(isRefers).find(({ from, to }) => from === rule && to.type === 'bus')?.to;

/** A place as messages show it. */
export const shown = ({ path, line }: Place) => `${path}:${line}`;

/** Where a property of a resource is written. */
export const placeOf = (node: Node, property: keyof Node['properties']) =>
  node.placeOf?.(property) ?? node.place;

/** A number that is known; the service's default where the source leaves it out. */
export function numberOr(value: Value, fallback: number): number | undefined {
  if (value === undefined) return fallback;
  return typeof value === 'number' ? value : undefined;
}

/** A text that is known; empty where the source leaves it out. */
export function textOr(value: Value, fallback: string): string | undefined {
  if (value === undefined) return fallback;
  return isUnknown(value) ? undefined : String(value);
}

/** Whether a place is one of CDK source, not of a template. */
export const isCode = ({ path }: Place) => /\.[cm]?[jt]sx?$/.test(path);

/** Those that are there before the addition. */
export const existing = <T extends Edge>(edges: readonly T[], added: readonly Edge[]) =>
  edges.filter((edge) => !added.includes(edge));
