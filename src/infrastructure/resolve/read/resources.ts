import type { ResolvedResource } from '../stack.ts';

export type Resources = ReadonlyMap<string, ResolvedResource>;

export const ofType = (resources: Resources, type: string) =>
  [...resources.values()].filter((each) => each.type === type);

/** The resource that a `Ref` of others means. */
export const byRef = (resources: Resources, type: string, ref: string | undefined) =>
  ofType(resources, type).find(({ identity }) => identity.ref === ref);
