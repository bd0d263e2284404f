import { BASE, ownerOf } from '../core/additions.ts';
import { isOwnProject } from '../core/manifest.ts';
import type { AnyManifest } from './removal.ts';

const PART = 'parts/';

export const isPart = (owner: string) => owner.startsWith(PART);

/** What somebody asked for: instances and additions; parts come with them. */
const wantedOwners = (manifest: AnyManifest): readonly string[] => [
  ...(isOwnProject(manifest) ? manifest.instances.map(({ name }) => name) : []),
  ...manifest.additions.map(ownerOf),
];

/** An owner, and all that it is built on. */
export function withNeeds({ made }: AnyManifest, owners: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (owner: string): void => {
    if (found.has(owner)) return;
    found.add(owner);
    made[owner]?.needs.forEach(visit);
  };
  owners.forEach(visit);
  return found;
}

/** What connects an option with an instance: a part that needs both, and that nobody asks for by itself. */
const connections = ({ made }: AnyManifest): readonly string[] =>
  Object.keys(made).filter(
    (owner) => isPart(owner) && made[owner]!.needs.some((need) => !isPart(need)),
  );

/** The owners that go with one: the parts that nothing needs then. What an older version needs is not known. */
export function goingWith(manifest: AnyManifest, key: string): ReadonlySet<string> {
  const left = [...wantedOwners(manifest), ...connections(manifest)].filter(
    (owner) => owner !== key && !(isPart(owner) && manifest.made[owner]?.needs.includes(key)),
  );
  const isKnown = left.every((owner) => manifest.made[owner]?.version);
  if (!isKnown) return new Set([key]);
  const needed = withNeeds(manifest, [BASE, ...left]);
  const owners = [...Object.keys(manifest.files), ...Object.keys(manifest.made)];
  return new Set([key, ...owners.filter((owner) => isPart(owner) && !needed.has(owner))]);
}

/** The owners that take resources of one. */
export const builtOn = (manifest: AnyManifest, key: string): readonly string[] =>
  wantedOwners(manifest).filter(
    (owner) => owner !== key && manifest.made[owner]?.needs.includes(key),
  );
