import { MANIFEST, type OwnedFiles, parseManifest } from '../core/manifest.ts';
import { projectPath } from '../core/paths.ts';
import type { Files } from '../core/tree/memory.ts';
import type { Tree } from '../core/tree/tree.ts';
import type { Created } from './created-files.ts';
import type { OwnRequest } from './own-difference.ts';
import type { Difference } from './shrink.ts';

/** A file that was created, with whose it is. */
export interface Owned extends Created {
  readonly owner: string;
}

const ownersIn = (files: Files): OwnedFiles => parseManifest(files.get(MANIFEST)!).files;

/** The files that go: of what goes, and of parts that nothing needs then; an older version may have made others. */
export function goingFiles(
  { manifest, key }: OwnRequest,
  { whole, rest }: Difference,
): readonly Owned[] {
  const [before, after] = [ownersIn(whole), ownersIn(rest)];
  const isGoing = (owner: string, path: string) =>
    !rest.has(path) &&
    (owner === key || (owner in before && (whole.has(path) || !(owner in after))));
  return Object.entries(manifest.files).flatMap(([owner, hashes]) =>
    Object.entries(hashes)
      .filter(([path]) => isGoing(owner, path))
      .map(([path, hash]) => ({ owner, path: projectPath(path), hash })),
  );
}

/** The hashes that stand: as they were recorded, but for files that went and for those that are made anew. */
export function filesAfter(
  { kit, manifest, key }: OwnRequest,
  { whole, rest }: Difference,
  tree: Tree,
  going: readonly Owned[],
): OwnedFiles {
  const { sha256 } = kit.workshop;
  const [before, made] = [ownersIn(whole), ownersIn(rest)];
  const gone = going.filter(({ path }) => tree.read(path) === undefined).map(({ path }) => path);
  const isMade = (path: string) =>
    sha256(tree.read(projectPath(path)) ?? '') === sha256(rest.get(path) ?? '');
  const owners = Object.entries(manifest.files).map(([owner, hashes]) => {
    const kept = Object.entries(hashes).filter(
      ([path]) => !gone.includes(projectPath(path)) && !(owner === key && rest.has(path)),
    );
    const anew = Object.entries(made[owner] ?? {}).filter(([path]) => isMade(path));
    return [owner, Object.fromEntries([...kept, ...anew])] as const;
  });
  const isOver = (owner: string) => !(owner in made) && (owner === key || owner in before);
  return Object.fromEntries(
    owners.filter(([owner, hashes]) => !isOver(owner) || Object.keys(hashes).length > 0),
  );
}
