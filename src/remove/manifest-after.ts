import { type AddedNamed, kindOfPattern, ownerOf } from '../core/additions.ts';
import { isOwnProject, type OwnedFiles } from '../core/manifest.ts';
import { type Insertion, isAt, type Records } from '../core/record.ts';
import type { Created, FilesResult } from './created-files.ts';
import { type CutResult, isPackageFile, type PlacedInsertion } from './insertions.ts';
import { isPart } from './owners.ts';
import type { AnyManifest, Removal, Stays } from './removal.ts';

/** What a removal has left. */
export interface Left extends Omit<CutResult, 'stays'> {
  readonly files: FilesResult;
}

/** An insertion that an owner has from now on takes the place of its own note that it found it. */
function withInsertion(made: Records, { owner, path, insertion }: PlacedInsertion): Records {
  const record = made[owner] ?? { version: '', needs: [], inserted: {} };
  const isSame = (each: Insertion) =>
    isAt(each, insertion.at) && (each.isFound || each.hash === insertion.hash);
  const own = (record.inserted[path] ?? []).filter((each) => !isSame(each));
  const inserted = { ...record.inserted, [path]: [...own, insertion] };
  return { ...made, [owner]: { ...record, inserted } };
}

const withFile = (files: OwnedFiles, { owner, path, hash }: Created): OwnedFiles => ({
  ...files,
  [owner]: { ...files[owner], [path]: hash },
});

const without = <T>(all: Readonly<Record<string, T>>, owners: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(all).filter(([owner]) => !owners.has(owner)));

/** What stays of each owner keeps its version, and what it is built on. */
function madeAfter({ manifest, going }: Removal, left: Left): Records {
  const made = left.inherited.reduce(withInsertion, without(manifest.made, going));
  const staying = new Set([...left.kept, ...left.files.kept].map(({ owner }) => owner));
  const heads = [...staying].map((owner) => {
    const { version = '', needs = [], changed, texts } = manifest.made[owner] ?? {};
    const rest = { ...(changed && { changed }), ...(texts && { texts }) };
    return [owner, { version, needs, inserted: {}, ...rest }] as const;
  });
  return left.kept.reduce(withInsertion, { ...made, ...Object.fromEntries(heads) });
}

function filesAfter({ manifest, going }: Removal, { files }: Left): OwnedFiles {
  const inherited = files.inherited.reduce(withFile, without(manifest.files, going));
  return files.kept.reduce(withFile, inherited);
}

/** Whether something of it is in the infrastructure, and not in files and packages alone. */
const isDeployed = (stays: readonly Stays[], key: string) =>
  stays.some((each) => each.owner === key && each.name !== undefined && !isPackageFile(each.path));

/** Instances and additions afterwards: what is left of one is marked so. */
function namedAfter(manifest: AnyManifest, key: string, stays: readonly Stays[]) {
  const isLeft = stays.some(({ owner }) => owner === key);
  const others = manifest.additions.filter((each) => ownerOf(each) !== key);
  const own = manifest.additions.find((each) => ownerOf(each) === key);
  const additions = own && isLeft ? [...others, { ...own, isLeft }] : others;
  if (!isOwnProject(manifest)) return { additions };
  const instance = manifest.instances.find(({ name }) => name === key);
  if (!instance || isDeployed(stays, key)) return { additions, instances: manifest.instances };
  const instances = manifest.instances.filter((each) => each !== instance);
  const kind = kindOfPattern(instance.pattern);
  const rest: readonly AddedNamed[] = isLeft ? [{ kind, name: key, options: {}, isLeft }] : [];
  return { instances, additions: [...additions, ...rest] };
}

/** The manifest after a removal. Parts that go have nothing left. */
export function manifestAfter(
  removal: Removal,
  key: string,
  left: Left,
  stays: readonly Stays[],
): AnyManifest {
  const { manifest } = removal;
  const made = madeAfter(removal, left);
  const files = filesAfter(removal, left);
  const isOver = (owner: string) => isPart(owner) && removal.going.has(owner);
  return {
    ...manifest,
    ...namedAfter(manifest, key, stays),
    made: Object.fromEntries(Object.entries(made).filter(([owner]) => !isOver(owner))),
    files: Object.fromEntries(Object.entries(files).filter(([owner]) => !isOver(owner))),
  };
}
