import type { Addition } from '../core/additions.ts';
import { refusal } from '../core/errors.ts';
import { deriveAll } from '../core/fold/describe.ts';
import { refuseTooMany } from '../core/limits.ts';
import {
  type ForeignManifest,
  formatForeignManifest,
  formatManifest,
  isOwnProject,
  MANIFEST,
  type Manifest,
  type OwnedFiles,
  readAnyManifest,
} from '../core/manifest.ts';
import type { ProjectPath } from '../core/paths.ts';
import { changeSet } from '../core/tree/change-set.ts';
import { applyEdits, type Edit, withEndOfLine } from '../core/tree/text-edit.ts';
import { type Disk, Tree } from '../core/tree/tree.ts';
import type { ExtendPlan, Kit } from '../host/kit.ts';
import { type Span, spansAfter } from './spans.ts';
import { stands } from './standing-text.ts';

/** An extension while it is being staged: the tree, the files it creates, the texts it inserts. */
export interface Staging {
  readonly kit: Kit;
  readonly tree: Tree;
  readonly created: ProjectPath[];
  readonly inserted: Map<ProjectPath, string[]>;
  readonly notices: string[];
  /** Files of parts that came with it, by their owner; in projects of our own. */
  readonly parts: Map<string, readonly ProjectPath[]>;
}

export const newStaging = (kit: Kit): Staging => ({
  kit,
  tree: new Tree(kit.disk),
  created: [],
  inserted: new Map(),
  notices: [],
  parts: new Map(),
});

/** Stages a new file; one that stands with the same text is left alone, one with another is in the way. */
export function createFile(
  { tree, created, notices }: Staging,
  path: ProjectPath,
  text: string,
): void {
  const there = tree.read(path);
  if (there !== undefined && there === withEndOfLine(text, there))
    notices.push(`${path} is already there`);
  else if (there !== undefined)
    throw refusal(`${path} is in the way`, {
      at: { path },
      hint: 'Nothing was written. Move it away first.',
    });
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
    throw refusal(`${path} was not changed: ${result.reason}`, {
      at: { path, ...result.at },
      paste: result.paste,
    });
  if (result.status === 'present') return { text, inserted };
  return { text: applyEdits(text, result.edits), inserted: spansAfter(inserted, result.edits) };
}

/** Stages a file that stands, edited. */
export function stageEdited(
  { tree, inserted: all }: Staging,
  path: ProjectPath,
  { text, inserted }: Edited,
): void {
  if (inserted.length === 0) return;
  tree.write(path, text);
  const texts = inserted.map(({ start, end }) => text.slice(start, end));
  all.set(path, [...(all.get(path) ?? []), ...texts]);
}

/** The manifest's text, as the project has it. */
export const manifestText = (manifest: Manifest | ForeignManifest) =>
  isOwnProject(manifest) ? formatManifest(manifest) : formatForeignManifest(manifest);

type Key = Pick<Addition, 'kind' | 'key'>;

/** The manifest's record of the same key; throws `refused` when it is of something else that stands. */
function formerRecord(disk: Disk, { additions }: Pick<Manifest, 'additions'>, { kind, key }: Key) {
  const former = additions.find((each) => each.key === key);
  if (!former || (former.kind === kind && !stands(disk, former))) return former;
  const [path = MANIFEST] = Object.keys(former.inserted);
  throw refusal(`"${key}" is a ${former.kind} of the project already (${path})`, {
    hint: 'Nothing was written. Choose another name.',
  });
}

/** The hashes of files that were staged, by their owner. */
export function hashesOf(
  { kit, tree }: Staging,
  owners: Iterable<readonly [key: string, paths: readonly ProjectPath[]]>,
): OwnedFiles {
  const hash = (path: ProjectPath) => [path, kit.workshop.sha256(tree.read(path)!)] as const;
  return Object.fromEntries(
    [...owners].map(([key, paths]) => [key, Object.fromEntries(paths.map(hash))]),
  );
}

function recorded(staging: Staging, addition: Omit<Addition, 'inserted'>) {
  const { kit, created, inserted, parts } = staging;
  const manifest = readAnyManifest(kit.disk);
  const former = formerRecord(kit.disk, manifest, addition);
  const { [addition.key]: own, ...files } = hashesOf(staging, [...parts, [addition.key, created]]);
  // What stayed when it was removed is its own again
  const owned = { ...manifest.files[addition.key], ...own };
  const texts = { ...former?.inserted, ...Object.fromEntries(inserted) };
  const others = manifest.additions.filter((each) => each !== former);
  return {
    ...manifest,
    additions: [...others, { ...addition, inserted: texts }],
    files: { ...manifest.files, ...files, [addition.key]: owned },
  };
}

/** What is there need not be added: no change, and a notice. */
export const alreadyThere = (key: string, inferred: readonly string[]): ExtendPlan => ({
  changes: [],
  notices: [`${key} is already in the project`],
  inferred,
  nextSteps: [],
});

/** The plan of what was staged, written down in the manifest; no change at all when everything was there. */
export function planOf(
  staging: Staging,
  addition: Omit<Addition, 'inserted'>,
  told: Pick<ExtendPlan, 'inferred' | 'nextSteps'>,
): ExtendPlan {
  const { tree, notices } = staging;
  if (changeSet(tree, []).changes.length === 0) return alreadyThere(addition.key, told.inferred);
  const manifest = recorded(staging, addition);
  if (isOwnProject(manifest)) refuseTooMany(staging.kit.workshop, manifest);
  tree.write(MANIFEST, manifestText(manifest));
  const derived = isOwnProject(manifest)
    ? deriveAll(staging, staging.kit.workshop, manifest).notices
    : [];
  return { ...changeSet(tree, [...notices, ...derived]), ...told };
}
