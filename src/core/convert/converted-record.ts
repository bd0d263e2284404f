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

/** What an owner has inserted into one file, as it is now. */
function insertionsOf(
  own: readonly Insertion[],
  from: readonly Insertion[],
  to: readonly Insertion[],
): readonly Insertion[] {
  const isThere = (all: readonly Insertion[], { at }: Insertion) =>
    all.some((each) => isAt(each, at));
  const kept = own.flatMap((each) => {
    if (!from.some((other) => isSame(other, each))) return [each];
    const now = to.find(({ at, isFound }) => isAt(each, at) && isFound === each.isFound);
    return now ? [{ ...each, ...(now.hash !== undefined && { hash: now.hash }) }] : [];
  });
  return [...kept, ...to.filter((each) => !isThere(from, each))];
}

function recordOf(own: OwnerRecord, from?: OwnerRecord, to?: OwnerRecord): OwnerRecord {
  if (!from || !to) return own;
  const paths = new Set([own, from, to].flatMap(({ inserted }) => Object.keys(inserted)));
  const inserted = [...paths].map((path) => {
    const [mine = [], before = [], after = []] = [own, from, to].map((each) => each.inserted[path]);
    return [path, insertionsOf(mine, before, after)] as const;
  });
  return {
    ...own,
    inserted: Object.fromEntries(inserted.filter(([, all]) => all.length > 0)),
  };
}

/** The manifest of a project that is made otherwise now: `from` and `to` are those of the project made anew. */
export const convertedRecord = (own: Manifest, from: Manifest, to: Manifest): Manifest => ({
  ...own,
  files: Object.fromEntries(
    Object.entries(own.files).map(([owner, hashes]) => [
      owner,
      hashesOf(hashes, from.files[owner], to.files[owner]),
    ]),
  ),
  made: Object.fromEntries(
    Object.entries(own.made).map(([owner, record]) => [
      owner,
      recordOf(record, from.made[owner], to.made[owner]),
    ]),
  ),
});
