import { type Addition, ownerOf } from '../core/additions.ts';
import { inTheWay, notChanged, refusal, unwritten } from '../core/errors.ts';
import { deriveAll } from '../core/fold/describe.ts';
import { refuseTooMany } from '../core/limits.ts';
import {
  type ForeignManifest,
  formatManifest,
  isOwnProject,
  MANIFEST,
  type Manifest,
  type OwnedFiles,
  readAnyManifest,
} from '../core/manifest.ts';
import type { ProjectPath } from '../core/paths.ts';
import {
  type ChangedValue,
  type Inserted,
  type Insertion,
  isAt,
  joined,
  type OwnerRecord,
  type Records,
  type Span,
} from '../core/record.ts';
import { changeSet } from '../core/tree/change-set.ts';
import { spansAfter } from '../core/tree/spans.ts';
import { applyEdits, type Edit, type TextEdit, withEndOfLine } from '../core/tree/text-edit.ts';
import { type Disk, Tree } from '../core/tree/tree.ts';
import type { ExtendContext, ExtendPlan } from '../host/context.ts';
import { isPresent } from './is-present.ts';

/** An extension while it is being staged: the tree, the files it creates, the texts it inserts. */
export interface Staging {
  readonly context: ExtendContext;
  readonly tree: Tree;
  readonly created: ProjectPath[];
  /** Files that are there already as it needs them. */
  readonly found: ProjectPath[];
  readonly inserted: Map<ProjectPath, string[]>;
  /** The same, as the manifest keeps it. */
  readonly records: Map<ProjectPath, readonly Insertion[]>;
  /** Existing values that were changed, by file. */
  readonly changed: Map<ProjectPath, readonly ChangedValue[]>;
  readonly notices: string[];
  /** What the user has to look at, though it was added. */
  readonly warnings: string[];
  /** The owners that it is built on. */
  readonly needs: string[];
  /** Files of the parts that were added with it, by owner; in our own projects. */
  readonly parts: Map<string, readonly ProjectPath[]>;
  /** What those parts have inserted. */
  readonly partRecords: Map<string, OwnerRecord>;
}

export const newStaging = (context: ExtendContext): Staging => ({
  context,
  tree: new Tree(context.disk),
  created: [],
  found: [],
  inserted: new Map(),
  records: new Map(),
  changed: new Map(),
  notices: [],
  warnings: [],
  needs: [],
  parts: new Map(),
  partRecords: new Map(),
});

/** Stages a new file; an existing one with the same text is left alone, one with another text is in the way. */
export function createFile(
  { tree, created, found, notices }: Staging,
  path: ProjectPath,
  text: string,
): void {
  const there = tree.read(path);
  if (there !== undefined && there === withEndOfLine(text, there)) {
    found.push(path);
    notices.push(`${path} is already there`);
  } else if (there !== undefined) throw inTheWay(path);
  else {
    tree.write(path, text);
    created.push(path);
  }
}

/** A text after edits, one behind the other, with the places of what they inserted. */
export interface Edited {
  readonly text: string;
  readonly inserted: readonly Span[];
}

/** Applies what an editor answers; throws `refused` with what to paste when it does not dare. */
export function edited(
  path: ProjectPath,
  { text, inserted }: Edited,
  edit: (text: string) => Edit,
): Edited {
  const result = edit(text);
  if (result.status === 'refused')
    throw notChanged(path, { ...result.at, reason: result.reason }, { paste: result.paste });
  if (result.status === 'present') return { text, inserted };
  return { text: applyEdits(text, result.edits), inserted: spansAfter(inserted, result.edits) };
}

/** Stages an existing file, edited. */
export function stageEdited(
  { context, tree, inserted: all, records }: Staging,
  path: ProjectPath,
  { text, inserted }: Edited,
): void {
  if (inserted.length === 0) return;
  const found = context.ports.record(path, tree.read(path) ?? '', text, inserted);
  records.set(path, [...(records.get(path) ?? []), ...found]);
  tree.write(path, text);
  const texts = inserted.map(({ start, end }) => text.slice(start, end));
  all.set(path, [...(all.get(path) ?? []), ...texts]);
}

/** A file of the project as it is by now; an empty one where there is none. */
export const asStaged = ({ tree }: Staging, path: ProjectPath): Edited => ({
  text: tree.read(path) ?? '',
  inserted: [],
});

/** Edits a file of the project, and stages that. */
export function stageEdit(staging: Staging, path: ProjectPath, edit: (text: string) => Edit): void {
  stageEdited(staging, path, edited(path, asStaged(staging, path), edit));
}

/** Stages another text of an existing value, which is in the file as the tree has it. */
export function stageValue(
  { tree, changed }: Staging,
  path: ProjectPath,
  edit: TextEdit,
  value: Pick<ChangedValue, 'at' | 'hash'>,
): void {
  const text = tree.read(path)!;
  const was = text.slice(edit.start, edit.end);
  changed.set(path, [...(changed.get(path) ?? []), { ...value, was }]);
  tree.write(path, applyEdits(text, [edit]));
}

/** The record of the same name; throws `refused` when it is of something else that is still there. */
function formerRecord(disk: Disk, { additions, made }: ForeignManifest, addition: Addition) {
  const key = ownerOf(addition);
  const former = additions.find((each) => ownerOf(each) === key);
  const record = made[key];
  const isSame = !former || former.kind === addition.kind;
  if (isSame && (!former || former.isLeft || !isPresent(disk, record))) return record;
  const [path = MANIFEST] = Object.keys({ ...record?.inserted, ...record?.texts });
  throw refusal(`"${key}" is a ${former.kind} of the project already (${path})`, {
    hint: unwritten('Choose another name.'),
  });
}

/** The hashes of files that were staged, by their owner. */
function hashesOf(
  { context, tree }: Staging,
  owners: Iterable<readonly [key: string, paths: readonly ProjectPath[]]>,
): OwnedFiles {
  const hash = (path: ProjectPath) => [path, context.ports.hash(path, tree.read(path)!)] as const;
  return Object.fromEntries(
    [...owners].map(([key, paths]) => [key, Object.fromEntries(paths.map(hash))]),
  );
}

/** What stayed of an earlier one is its own again, but for what has come anew. */
function withFormer(inserted: Inserted, former: OwnerRecord | undefined): Inserted {
  const left = Object.entries(former?.inserted ?? {}).map(([path, all]) => {
    const isAnew = ({ at }: Insertion) => inserted[path]?.some((each) => isAt(each, at)) ?? false;
    return [path, all.filter((each) => !isAnew(each))] as const;
  });
  return joined(Object.fromEntries(left), inserted);
}

/** Of the files that are there already, those that an addition has made: the last that shares one removes it. */
const sharedBy = ({ found }: Staging, { additions, files }: ForeignManifest) =>
  found.filter((path) => additions.some((each) => files[ownerOf(each)]?.[path] !== undefined));

function recorded(staging: Staging, addition: Addition): Manifest | ForeignManifest {
  const { context, created, records, changed, parts, partRecords, needs } = staging;
  const { disk, ports } = context;
  const manifest = readAnyManifest(disk);
  const key = ownerOf(addition);
  const former = formerRecord(disk, manifest, addition);
  const { [key]: own, ...files } = hashesOf(staging, [
    ...parts,
    [key, [...created, ...sharedBy(staging, manifest)]],
  ]);
  const inserted = withFormer(Object.fromEntries(records), former);
  const made: Records = {
    ...manifest.made,
    ...Object.fromEntries(partRecords),
    [key]: {
      version: ports.version,
      needs,
      inserted,
      ...(changed.size > 0 && { changed: Object.fromEntries(changed) }),
    },
  };
  const others = manifest.additions.filter((each) => ownerOf(each) !== key);
  const owned = { ...manifest.files, ...files, [key]: { ...manifest.files[key], ...own } };
  return { ...manifest, additions: [...others, addition], files: owned, made };
}

/** What is there need not be added: no change, and a notice. */
export const alreadyThere = (
  key: string,
  inferred: readonly string[] = [],
  where = 'the project',
): ExtendPlan => ({
  changes: [],
  notices: [`${key} is already in ${where}`],
  inferred,
  nextSteps: [],
});

/** The plan of what was staged, written down in the manifest; no change at all when everything was there. */
export function planOf(
  staging: Staging,
  addition: Addition,
  shown: Pick<ExtendPlan, 'inferred' | 'nextSteps'>,
): ExtendPlan {
  const { tree, notices } = staging;
  if (changeSet(tree, []).changes.length === 0)
    return alreadyThere(ownerOf(addition), shown.inferred);
  const manifest = recorded(staging, addition);
  if (isOwnProject(manifest)) refuseTooMany(staging.context.ports, manifest);
  tree.write(MANIFEST, formatManifest(manifest));
  const derived = isOwnProject(manifest)
    ? deriveAll(staging, staging.context.ports, manifest, Object.keys(manifest.files)).notices
    : [];
  return { ...changeSet(tree, [...notices, ...derived]), ...shown };
}
