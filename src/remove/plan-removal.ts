import { refuseExtended } from '../add/pattern/extended-subproject.ts';
import { convert } from '../core/convert/convert.ts';
import { listOf, refusal, unwritten } from '../core/errors.ts';
import { patternOf } from '../core/fold/contribution.ts';
import { deriveAll } from '../core/fold/describe.ts';
import { formatManifest, isOwnProject, MANIFEST, type Manifest } from '../core/manifest.ts';
import { changeSet } from '../core/tree/change-set.ts';
import { Tree } from '../core/tree/tree.ts';
import type { ExtendPlan } from '../host/context.ts';
import { removeCreated } from './created-files.ts';
import { type ChangedSince, type CutResult, cutInsertions, cutPackages } from './insertions.ts';
import { type Left, manifestAfter } from './manifest-after.ts';
import { builtOn, goingWith, isPart, withNeeds } from './owners.ts';
import { insertionsOf } from './records.ts';
import {
  type AnyManifest,
  type Removal,
  type RemovalContext,
  type Stays,
  shownStay,
} from './removal.ts';
import { statefulWarnings } from './stateful.ts';

/** What is to go: an owner by its key. */
export interface RemovalRequest {
  readonly key: string;
  /** Whether to remove what can be removed when not everything can. */
  readonly isPartial: boolean;
}

interface Attempt {
  readonly removal: Removal;
  readonly left: Left;
  readonly stays: readonly Stays[];
}

/**
 * Removes what can be removed. If something of an owner stays, the values that `--fix` changed for it stay too: all is
 * tried again without those of the `staying`.
 */
function attempt(
  context: RemovalContext,
  manifest: AnyManifest,
  going: ReadonlySet<string>,
  staying?: ReadonlySet<string>,
): Attempt {
  const tree = new Tree(context.disk);
  const removal: Removal = { context, tree, manifest, going, staying: staying ?? new Set() };
  const unknown = [...going].flatMap((owner) => insertionsOf(removal, owner).unknown);
  const cut = cutInsertions(removal);
  const files = removeCreated(removal);
  const packages = cutPackages(removal);
  const staysOf = (results: readonly CutResult[]) => results.flatMap((each) => each.stays);
  const stays = [...unknown, ...staysOf(cut), ...files.kept, ...staysOf(packages)];
  const all = [...cut, ...packages];
  const owners = new Set(stays.map(({ owner }) => owner));
  if (!staying && [...owners].some((owner) => manifest.made[owner]?.changed))
    return attempt(context, manifest, going, owners);
  const left = {
    kept: all.flatMap(({ kept }) => kept),
    inherited: all.flatMap(({ inherited }) => inherited),
    changedSince: all.flatMap(({ changedSince }) => changedSince),
    files,
  };
  return { removal, left, stays };
}

function refusePartial({ key, isPartial }: RemovalRequest, stays: readonly Stays[]): void {
  if (isPartial || stays.length === 0) return;
  throw refusal(`Not all of "${key}" can be removed`, {
    hint: unwritten(
      `This would stay:${listOf(stays.map(shownStay))}\n  Undo those changes first, or remove the rest with --partial.`,
    ),
  });
}

/** A resource that others use is removed only after them. */
function refuseUsed(manifest: AnyManifest, key: string): void {
  const users = builtOn(manifest, key);
  if (users.length === 0) return;
  throw refusal(`"${key}" is used by ${users.map((each) => `"${each}"`).join(', ')}`, {
    hint: unwritten('Remove what uses it first.'),
  });
}

/** A value that somebody has changed since `--fix` did is the user's. */
const shownChange = ({ path, restored: { change, line } }: ChangedSince) =>
  `${path}${line ? `:${line}` : ''}: ${change.at.at(-1)} is changed since --fix set it: it stays`;

const noticesOf = (manifest: AnyManifest, { key }: RemovalRequest, stays: readonly Stays[]) => {
  const parts = (owner: string) => (isPart(owner) ? `, and so does all of ${owner}` : '');
  const own = stays.map((each) => `${shownStay(each)}: it stays${parts(each.owner)}`);
  const isNamed = key in manifest.files || key in manifest.made;
  return isNamed && own.length > 0
    ? [
        ...own,
        `${MANIFEST} keeps a record of what stays of ${key}: remove it again when that is no longer edited or used`,
      ]
    : own;
};

function planOf(
  request: RemovalRequest,
  { removal, left }: Attempt,
  stays: readonly Stays[],
): ExtendPlan {
  const { context, tree } = removal;
  const after = manifestAfter(removal, request.key, left, stays);
  const manifest = unpublished(context, request, tree, after);
  const isEmpty =
    !isOwnProject(manifest) &&
    manifest.additions.length === 0 &&
    Object.keys(manifest.files).length === 0;
  if (isEmpty) tree.remove(MANIFEST);
  else tree.write(MANIFEST, formatManifest(manifest));
  const derived = isOwnProject(manifest)
    ? deriveAll({ tree }, context.ports, manifest, Object.keys(manifest.files)).notices
    : [];
  const changed = left.changedSince.map(shownChange);
  const plan = changeSet(tree, [...noticesOf(manifest, request, stays), ...changed, ...derived]);
  return { ...plan, warnings: statefulWarnings(plan.changes), inferred: [], nextSteps: [] };
}

const isPublishing = ({ ports }: RemovalContext, { instances }: Manifest) =>
  instances.some((each) => patternOf(ports, each).isPublishing);

/** The option that publishes functions changed how they are invoked; once it is removed, they are invoked as before. */
function unpublished(
  context: RemovalContext,
  { key: name }: RemovalRequest,
  tree: Tree,
  manifest: AnyManifest,
): AnyManifest {
  if (!isOwnProject(manifest) || !manifest.project.alias || isPublishing(context, manifest))
    return manifest;
  const { alias: _, ...project } = manifest.project;
  const { instances } = manifest;
  return convert({ tree, manifest, name }, { project, instances }, context.ports);
}

/** Plans to take out all that an owner has brought, by what the manifest has recorded of it. */
export function planRemoval(
  context: RemovalContext,
  manifest: AnyManifest,
  request: RemovalRequest,
): ExtendPlan {
  refuseUsed(manifest, request.key);
  refuseExtended(context, manifest, request.key);
  let going = goingWith(manifest, request.key);
  const stays: Stays[] = [];
  for (;;) {
    const done = attempt(context, manifest, going);
    refusePartial(request, done.stays);
    const parts = done.stays.map(({ owner }) => owner).filter(isPart);
    if (parts.length === 0) return planOf(request, done, [...stays, ...done.stays]);
    // A part stays whole: a later addition would not add what is missing of it
    stays.push(...done.stays.filter(({ owner }) => isPart(owner)));
    const staying = withNeeds(manifest, parts);
    going = new Set([...going].filter((owner) => !staying.has(owner)));
  }
}
