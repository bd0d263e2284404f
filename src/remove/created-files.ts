import { type ForeignManifest, MANIFEST } from '../core/manifest.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Tree } from '../core/tree/tree.ts';
import type { Kit } from '../host/kit.ts';
import { canUse, inUse, type Standing } from './users.ts';

/** A file that was created here, with its hash at that time. */
export interface Created {
  readonly path: ProjectPath;
  readonly hash: string;
}

/** One that stays: something uses it, or else it was changed. */
export type Stayed<T extends Created = Created> = T & { readonly user: string | undefined };

/** The files that an owner created. */
export const createdBy = ({ files }: ForeignManifest, owner: string): readonly Created[] =>
  Object.entries(files[owner] ?? {}).map(([path, hash]) => ({ path: projectPath(path), hash }));

interface Place {
  readonly kit: Kit;
  readonly tree: Tree;
}

/** All files that something is run by, as they are by now. */
export function standingFiles({ kit: { disk }, tree }: Place, folder = ''): readonly Standing[] {
  return disk.list(folder).flatMap((path) => {
    const text = canUse(path) && path !== MANIFEST ? tree.read(path) : undefined;
    return text === undefined ? [] : [{ path, text }];
  });
}

/** The files of a home that is a project of its own are not among those of its host. */
const homesIn = (created: readonly Created[]) =>
  created
    .filter(({ path }) => path.endsWith(`/${MANIFEST}`))
    .map(({ path }) => path.slice(0, -MANIFEST.length));

/**
 * Takes out the files that are as they were made, but for those that something uses which stays; answers what stays.
 * Who uses a file is looked for among the files that the manifest has first.
 */
export function removeCreated<T extends Created>(
  place: Place,
  created: readonly T[],
  { files }: ForeignManifest,
): readonly Stayed<T>[] {
  const { kit, tree } = place;
  const standing = created.filter(({ path }) => tree.read(path) !== undefined);
  const going = standing.filter(({ path, hash }) => kit.workshop.sha256(tree.read(path)!) === hash);
  const gone = new Set<string>(going.map(({ path }) => path));
  const staying = ['', ...homesIn(created)]
    .flatMap((folder) => standingFiles(place, folder))
    .filter(({ path }) => !gone.has(path) && !path.endsWith(`/${MANIFEST}`));
  const owned = new Set(Object.values(files).flatMap((each) => Object.keys(each)));
  const ours = staying.filter(({ path }) => owned.has(path));
  const texts = going.map(({ path }) => ({ path, text: tree.read(path)! }));
  const users = inUse(texts, [...ours, ...staying.filter((each) => !ours.includes(each))]);
  for (const { path } of going) if (!users.has(path)) tree.remove(path);
  const left = standing.filter(({ path }) => !gone.has(path) || users.has(path));
  return left.map((each) => ({ ...each, user: users.get(each.path) }));
}

/** Why a file stays. */
export const stayNotice = ({ path, user }: Stayed) =>
  user === undefined
    ? `${path} was changed since it was made: it stays`
    : `${path} is in use, by ${user}: it stays`;
