import type { Manifest, OwnedFiles } from '../manifest.ts';
import { type Insertion, isAt, type OwnerRecord } from '../record.ts';

type Hashes = OwnedFiles[string];

/** The hashes of files that are as they were made, as they are made now. */
function hashesOf(own: Hashes, from: Hashes = {}, to: Hashes = {}): Hashes {
  const kept = Object.entries(own).flatMap(([path, hash]) => {
    if (hash !== from[path]) return [[path, hash] as const];
    return to[path] === undefined ? [] : [[path, to[path]] as const];
  });
  const added = Object.entries(to).filter(([path]) => from[path] === undefined);
  return Object.fromEntries([...kept, ...added]);
}

const isSame = (a: Insertion, b: Insertion) =>
  isAt(a, b.at) && a.hash === b.hash && a.isFound === b.isFound;

const isJoinedAs = (a: Insertion, b: Insertion) =>
  a.before === b.before && a.after === b.after && a.was === b.was;

/** What an owner has inserted into one file, as it is now. */
function insertionsOf(
  own: readonly Insertion[],
  from: readonly Insertion[],
  to: readonly Insertion[],
): readonly Insertion[] {
  const isThere = (all: readonly Insertion[], { at }: Insertion) =>
    all.some((each) => isAt(each, at));
  const kept = own.flatMap((each) => {
    const before = from.find((other) => isSame(other, each));
    if (!before) return [each];
    const now = to.find(({ at }) => isAt(each, at));
    if (!now) return [];
    // A package that another owner brought before may be its own now
    if (isJoinedAs(before, each) || now.isFound !== each.isFound) return [now];
    return [{ ...each, ...(now.hash !== undefined && { hash: now.hash }) }];
  });
  return [...kept, ...to.filter((each) => !isThere(from, each))];
}

function recordOf(own: OwnerRecord, from?: OwnerRecord, to?: OwnerRecord): OwnerRecord {
  if (!from || !to) return own;
  const paths = new Set([to, own, from].flatMap(({ inserted }) => Object.keys(inserted)));
  const inserted = [...paths].map((path) => {
    const [mine = [], before = [], after = []] = [own, from, to].map((each) => each.inserted[path]);
    return [path, insertionsOf(mine, before, after)] as const;
  });
  const isOnSame = from.needs.length === to.needs.length && from.needs.every(isIn(to.needs));
  return {
    ...own,
    needs: isOnSame ? own.needs : to.needs,
    inserted: Object.fromEntries(inserted.filter(([, all]) => all.length > 0)),
  };
}

const isIn = (all: readonly string[]) => (each: string) => all.includes(each);

/** By owner: without the owners that go, and with those that come. */
function byOwner<T>(
  [own, from, to]: readonly [Owned<T>, Owned<T>, Owned<T>],
  converted: (own: T, from?: T, to?: T) => T,
): Owned<T> {
  const kept = Object.entries(own).filter(([owner]) => !(owner in from) || owner in to);
  const added = Object.entries(to).filter(([owner]) => !(owner in from));
  return Object.fromEntries([
    ...added,
    ...kept.map(([owner, each]) => [owner, converted(each, from[owner], to[owner])] as const),
  ]);
}

type Owned<T> = Readonly<Record<string, T>>;

/** The manifest of a project that is made otherwise now: `from` and `to` are those of the project made anew. */
export const convertedRecord = (own: Manifest, from: Manifest, to: Manifest): Manifest => ({
  ...own,
  files: byOwner([own.files, from.files, to.files], hashesOf),
  made: byOwner([own.made, from.made, to.made], recordOf),
});
