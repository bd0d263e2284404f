import { MANIFEST } from '../core/manifest.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import { isAsMade } from './as-made.ts';
import type { Removal, Stays } from './removal.ts';
import { canUse, inUse, type Remaining } from './users.ts';

/** A file that was created here, with its hash at that time. */
export interface Created {
  readonly owner: string;
  readonly path: ProjectPath;
  readonly hash: string;
}

/** The outcome for the files of a removal. */
export interface FilesResult {
  readonly kept: readonly (Created & Stays)[];
  /** Files that are another owner's from now on: that one's code uses them. */
  readonly inherited: readonly Created[];
}

/** All files that something is run by, as they are by now. */
export function remainingFiles(
  { context: { disk }, tree }: Pick<Removal, 'context' | 'tree'>,
  folder = '',
): readonly Remaining[] {
  return disk.list(folder).flatMap((path) => {
    const text = canUse(path) && path !== MANIFEST ? tree.read(path) : undefined;
    return text === undefined ? [] : [{ path, text }];
  });
}

/** A file that another owner shares stays that one's. */
const isShared = ({ manifest, going }: Removal, path: string) =>
  Object.entries(manifest.files).some(
    ([owner, files]) => !going.has(owner) && files[path] !== undefined,
  );

const createdBy = (removal: Removal): readonly Created[] =>
  Object.entries(removal.manifest.files)
    .filter(([owner]) => removal.going.has(owner))
    .flatMap(([owner, files]) =>
      Object.entries(files).map(([path, hash]) => ({ owner, path: projectPath(path), hash })),
    )
    .filter(({ path }) => removal.tree.read(path) !== undefined && !isShared(removal, path));

/** The files of an embedded project are not among those of its host. */
const embeddedIn = (created: readonly Created[]) =>
  created
    .filter(({ path }) => path.endsWith(`/${MANIFEST}`))
    .map(({ path }) => path.slice(0, -MANIFEST.length));

/** The files that stay, those of the manifest first: the message names the user of a file. */
function staying(removal: Removal, created: readonly Created[], gone: ReadonlySet<string>) {
  const all = ['', ...embeddedIn(created)]
    .flatMap((folder) => remainingFiles(removal, folder))
    .filter(({ path }) => !gone.has(path) && !path.endsWith(`/${MANIFEST}`));
  const owned = new Set(Object.values(removal.manifest.files).flatMap((each) => Object.keys(each)));
  const isOwned = ({ path }: Remaining) => owned.has(path);
  return [...all.filter(isOwned), ...all.filter((each) => !isOwned(each))];
}

/** The owner that stays, and whose code uses a file as it was made. */
function heirOf(removal: Removal, user: string): string | undefined {
  const { files } = removal.manifest;
  const owner = Object.keys(files).find((each) => files[each]![user] !== undefined);
  if (owner === undefined || removal.going.has(owner)) return undefined;
  return isAsMade(removal, user, files[owner]![user]!) ? owner : undefined;
}

/** Takes out the files that are as they were made, but for those that something uses which stays. */
export function removeCreated(removal: Removal): FilesResult {
  const created = createdBy(removal);
  const asMade = created.filter(({ path, hash }) => isAsMade(removal, path, hash));
  const edited = created.filter((each) => !asMade.includes(each));
  const gone = new Set<string>(asMade.map(({ path }) => path));
  const texts = asMade.map(({ path }) => ({ path, text: removal.tree.read(path)! }));
  const users = inUse(texts, staying(removal, created, gone));
  for (const { path } of asMade) if (!users.has(path)) removal.tree.remove(path);
  const used = asMade.flatMap((each) => {
    const user = users.get(each.path);
    return user === undefined ? [] : [{ ...each, user, heir: heirOf(removal, user) }];
  });
  const strange = used.filter(({ heir }) => heir === undefined);
  return {
    kept: [
      ...edited.map((each) => ({ ...each, why: 'edited' as const })),
      ...strange.map((each) => ({ ...each, why: 'used' as const, user: `by ${each.user}` })),
    ],
    inherited: used.flatMap(({ path, hash, heir }) => (heir ? [{ owner: heir, path, hash }] : [])),
  };
}
