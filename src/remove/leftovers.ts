import type { Addition } from '../core/additions.ts';
import { type ForeignManifest, isOwnProject, MANIFEST, type Manifest } from '../core/manifest.ts';
import type { Inserted, Left } from './cut/inserted.ts';

const isPart = (owner: string) => owner === 'base' || owner.startsWith('parts/');

/** What was removed but for files that stayed: its name in the manifest, and nothing else of it. */
export function leftovers(manifest: Manifest | ForeignManifest): readonly Addition[] {
  const instances = isOwnProject(manifest) ? manifest.instances.map(({ name }) => name) : [];
  const known = [...instances, ...manifest.additions.map(({ key }) => key)];
  return Object.keys(manifest.files)
    .filter((owner) => !isPart(owner) && !known.includes(owner))
    .map((key) => {
      const kind = key.includes('/') ? 'trigger' : 'function';
      return { kind, key, options: {}, inserted: {} };
    });
}

/** Both, one behind the other; without files that have nothing. */
export function merged(one: Inserted, other: Inserted): Inserted {
  const paths = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const all = paths.map((path) => [path, [...(one[path] ?? []), ...(other[path] ?? [])]] as const);
  return Object.fromEntries(all.filter(([, parts]) => parts.length > 0));
}

/** What is needed is another's from now on: of one that has more in that file. What was changed stays its own. */
export function additionsAfter(
  gone: Addition,
  others: readonly Addition[],
  { needed, changed }: Left,
): readonly Addition[] {
  const heirOf = (path: string) =>
    others.findLast(({ inserted }) => inserted[path]) ?? others.at(-1);
  const heirs = others.map((other) => {
    const own = Object.entries(needed).filter(([path]) => heirOf(path) === other);
    return { ...other, inserted: merged(other.inserted, Object.fromEntries(own)) };
  });
  const left = merged(changed, others.length > 0 ? {} : needed);
  return Object.keys(left).length > 0 ? [...heirs, { ...gone, inserted: left }] : heirs;
}

/** That a removal can go on. */
export const leftoverNotice = (key: string) =>
  `${MANIFEST} goes on to name what stays of ${key}: remove it again when none of that is edited or in use`;
