import { applyPatch, structuredPatch } from 'diff';
import type { Addition } from '../core/additions.ts';
import { changeSet } from '../core/change-set.ts';
import { refusal } from '../core/errors.ts';
import {
  formatManifest,
  MANIFEST,
  type Manifest,
  type OwnedFiles,
  parseManifest,
} from '../core/manifest.ts';
import type { Files } from '../core/memory.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import { Tree } from '../core/tree.ts';
import { cut } from './cut.ts';
import type { ExtendPlan, Kit } from './kit.ts';
import { type Replay, rebuilt } from './rebuild.ts';
import { statefulWarnings } from './stateful.ts';

interface Removal {
  readonly kit: Kit;
  readonly tree: Tree;
  /** The project as the manifest makes it, with and without what goes. */
  readonly whole: Files;
  readonly rest: Files;
  readonly hashes: Readonly<Record<string, string>>;
  readonly notices: string[];
  /** The trigger that goes, if it is one. */
  readonly gone: Addition | undefined;
  readonly others: readonly Addition[];
}

const kept = (path: string) => `${path} was changed since it was made: it stays`;

/** A file that nothing needs any more goes, if it is as it was made. */
function removeFile({ kit, tree, whole, hashes, notices }: Removal, path: ProjectPath): void {
  const now = tree.read(path);
  if (now === undefined) return;
  const isAsMade = now === whole.get(path) || kit.workshop.sha256(now) === hashes[path];
  if (isAsMade) tree.remove(path);
  else notices.push(kept(path));
}

/** What was inserted, taken out as it stands: what came later is elsewhere than where the manifest has it. */
function cutOut({ gone, others }: Removal, path: string, now: string): string | undefined {
  const parts = gone?.inserted[path];
  if (!parts) return undefined;
  const theirs = others.flatMap(({ inserted }) => inserted[path] ?? []);
  const { text, lost } = cut(now, parts, theirs);
  return lost.length === 0 ? text : undefined;
}

/** What a file loses where somebody has edited it: hunk by hunk, and what cannot be found again stays. */
function patched(removal: Removal, path: string, now: string, whole: string, rest: string): string {
  const lost: string[] = [];
  const patch = structuredPatch(path, path, whole, rest, '', '', { context: 2 });
  let text = now;
  for (const hunk of patch.hunks) {
    const result = applyPatch(text, { ...patch, hunks: [hunk] }, { fuzzFactor: 1 });
    if (result === false)
      lost.push(
        `${path}: lines ${hunk.oldStart} to ${hunk.oldStart + hunk.oldLines} were changed since: they stay`,
      );
    else text = result;
  }
  const without = lost.length > 0 ? cutOut(removal, path, now) : undefined;
  if (without === undefined) removal.notices.push(...lost);
  return without ?? text;
}

function shrinkFile(removal: Removal, path: ProjectPath): void {
  const { tree, whole, rest } = removal;
  const now = tree.read(path);
  const [with_, without] = [whole.get(path)!, rest.get(path)!];
  if (now === undefined || with_ === without) return;
  tree.write(path, now === with_ ? without : patched(removal, path, now, with_, without));
}

/** The hashes of what is left: those that were recorded, of the owners that are still there. */
function filesOf(before: OwnedFiles, rest: Files): OwnedFiles {
  const owners = Object.keys(parseManifest(rest.get(MANIFEST)!).files);
  return Object.fromEntries(Object.entries(before).filter(([owner]) => owners.includes(owner)));
}

const commandsFor = (triggers: readonly Addition[]) =>
  triggers.map(({ key }) => `\n    lambda-gen remove trigger ${key.replace('/', ' ')}`).join('');

/** What else could go with what goes cannot be told while these are there. */
function refuseLost(lost: readonly Addition[]): void {
  if (lost.length === 0) return;
  throw refusal('The project has triggers of functions, or on resources, that you wrote', {
    hint: `Remove them first, and add them again afterwards:${commandsFor(lost)}`,
  });
}

/** What triggers stand on does not go before they do. */
function refuseDependent(dependent: readonly Addition[]): void {
  if (dependent.length === 0) return;
  throw refusal('Triggers of other functions stand on what would go', {
    hint: `Remove them first:${commandsFor(dependent)}`,
  });
}

/** Plans the way from the project with something to the project without it. */
export function planOwnRemoval(
  kit: Kit,
  manifest: Manifest,
  left: Manifest,
  replay: Replay,
  gone?: Addition,
): ExtendPlan {
  const { files: whole, lost } = rebuilt(kit, manifest, replay);
  refuseLost(lost);
  const { files: rest, lost: dependent } = rebuilt(kit, left, replay);
  refuseDependent(dependent);
  const hashes = Object.assign({}, ...Object.values(manifest.files)) as Record<string, string>;
  const tree = new Tree(kit.disk);
  const others = left.additions;
  const removal: Removal = { kit, tree, whole, rest, hashes, notices: [], gone, others };
  for (const path of [...whole.keys()].map(projectPath)) {
    if (path === MANIFEST) continue;
    if (rest.has(path)) shrinkFile(removal, path);
    else removeFile(removal, path);
  }
  const { additions } = parseManifest(rest.get(MANIFEST)!);
  tree.write(
    MANIFEST,
    formatManifest({ ...left, additions, files: filesOf(manifest.files, rest) }),
  );
  const plan = changeSet(tree, [...removal.notices]);
  return { ...plan, warnings: statefulWarnings(plan.changes), inferred: [], nextSteps: [] };
}
