import { notChanged, unwritten } from '../core/errors.ts';
import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import { type ChangedValue, type Insertion, isWithin } from '../core/record.ts';
import { escaped } from '../core/values/regexp.ts';
import type { Cutting, OwnedInsertion, Restored } from '../editors/cutting.ts';
import { remainingFiles } from './created-files.ts';
import { insertionsOf } from './records.ts';
import type { Removal, Stays } from './removal.ts';
import { importersOf, userOf } from './users.ts';

/** Insertions of one file, with their owners: of those that go, and of the others. */
interface FileInsertions {
  readonly path: ProjectPath;
  readonly going: readonly OwnedInsertion[];
  readonly others: readonly OwnedInsertion[];
  readonly changed: readonly ChangedValue[];
}

/** A value that `--fix` has set and somebody has changed since. */
export interface ChangedSince {
  readonly path: ProjectPath;
  readonly restored: Restored;
}

/** An insertion with the file that it is in. */
export interface PlacedInsertion extends OwnedInsertion {
  readonly path: ProjectPath;
}

/** What is left of the insertions of one file when all has been cut that can be. */
export interface CutResult {
  readonly stays: readonly Stays[];
  readonly kept: readonly PlacedInsertion[];
  /** The insertions that are another owner's from now on. */
  readonly inherited: readonly PlacedInsertion[];
  readonly changedSince: readonly ChangedSince[];
}

export const isPackageFile = (path: string) => /(^|\/)package\.json$/.test(path);

/** The existing values that owners have changed of which nothing stays. */
const changedValues = ({ manifest, going, staying }: Removal) =>
  [...going]
    .filter((owner) => !staying.has(owner))
    .flatMap((owner) => Object.entries(manifest.made[owner]?.changed ?? {}))
    .flatMap(([path, all]) => all.map((change) => ({ path: projectPath(path), change })));

/** The insertions of a project by file; files whose insertions use those of others come first. */
function byFile(removal: Removal): readonly FileInsertions[] {
  const { manifest, going } = removal;
  const owners = new Set([...Object.keys(manifest.files), ...Object.keys(manifest.made)]);
  const all = [...owners].flatMap((owner) =>
    Object.entries(insertionsOf(removal, owner).inserted).flatMap(([path, each]) =>
      each.map((insertion) => ({ owner, insertion, path: projectPath(path) })),
    ),
  );
  const changed = changedValues(removal);
  const isGoing = ({ owner }: OwnedInsertion) => going.has(owner);
  const paths = [...all.filter(isGoing), ...changed].map(({ path }) => path);
  return [...new Set(paths)].toReversed().map((path) => {
    const here = all.filter((each) => each.path === path);
    const values = changed.filter((each) => each.path === path).map(({ change }) => change);
    const others = here.filter((each) => !isGoing(each));
    return { path, going: here.filter(isGoing), others, changed: values };
  });
}

const ownerIn = (all: readonly OwnedInsertion[], insertion: Insertion) =>
  all.find((each) => each.insertion === insertion)!.owner;

/** Cuts one file; answers which of its insertions have to stay. */
function cutFile(
  { context, tree }: Removal,
  file: FileInsertions,
  text: string,
  more: Partial<Cutting>,
): CutResult {
  const { path, going, others, changed } = file;
  const cutting = { going: going.map(({ insertion }) => insertion), others, changed, ...more };
  const result = context.cut(path, text, cutting);
  if ('reason' in result)
    throw notChanged(path, result, {
      hint: unwritten('Correct the file, or restore it from version control.'),
    });
  tree.write(path, result.text);
  const kept = result.kept.map((each) => ({
    ...each,
    path,
    owner: ownerIn(going, each.insertion),
  }));
  return {
    stays: kept,
    kept: [...kept, ...sectionsOf(file, kept)],
    inherited: result.inherited.map((each) => ({ path, ...each })),
    changedSince: (result.restored ?? [])
      .filter(({ isRestored }) => !isRestored)
      .map((restored) => ({ path, restored })),
  };
}

/** The sections of what stays. */
const sectionsOf = ({ path, going }: FileInsertions, kept: readonly OwnedInsertion[]) =>
  going
    .filter(({ insertion, owner }) => {
      const isIn = (each: OwnedInsertion) =>
        each.owner === owner &&
        each.insertion.hash !== undefined &&
        isWithin(each.insertion, insertion);
      return insertion.hash === undefined && kept.some(isIn);
    })
    .map((each) => ({ path, ...each }));

/** The owners that stay and have inserted something into a file. */
const insertersOf = ({ manifest: { made }, going }: Removal, path: string) =>
  Object.keys(made).filter((owner) => !going.has(owner) && made[owner]!.inserted[path]);

/** The code of other files that reads a field, of an owner that has inserted something there, or else of the user. */
function readersBeside(removal: Removal, path: ProjectPath): Cutting['readerOf'] {
  const { context, tree } = removal;
  const isCode = (each: string) => /\.[cm]?[jt]sx?$/.test(each) && each !== path;
  return (field) => {
    const files = context.disk.list().filter(isCode);
    const use = new RegExp(`\\.${escaped(field)}\\b`);
    const code = files.map((each) => ({ path: each, text: tree.read(each) ?? '' }));
    const reader = importersOf(path, code).find(({ text }) => use.test(text));
    if (reader === undefined) return undefined;
    const owner = insertersOf(removal, reader.path).at(-1);
    return { path: reader.path, ...(owner !== undefined && { owner }) };
  };
}

/** Cuts all files; of a package.json all that goes, whatever needs it: see `cutPackages`. */
export const cutInsertions = (removal: Removal): readonly CutResult[] =>
  byFile(removal).flatMap((file) => {
    const text = removal.tree.read(file.path);
    if (text === undefined) return [];
    const result = cutFile(removal, file, text, { readerOf: readersBeside(removal, file.path) });
    return isPackageFile(file.path) ? [] : [result];
  });

/** Cuts packages anew, when it is known what code is left: what that imports stays. */
export const cutPackages = (removal: Removal): readonly CutResult[] =>
  byFile(removal).flatMap((file) => {
    const text = removal.tree.original(file.path);
    if (text === undefined || !isPackageFile(file.path)) return [];
    const existing = remainingFiles(removal, folderOf(file.path));
    const importerOf = (name: string) => {
      const user = userOf(name, existing);
      return user === undefined ? undefined : `by ${user}`;
    };
    return [cutFile(removal, file, text, { importerOf })];
  });
