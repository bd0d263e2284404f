import { partOf, partWith, withParts } from '../add/own-parts.ts';
import { CDK_APP, CDK_STACK, PACKAGE_JSON, SAM_TEMPLATE } from '../core/fold/apply.ts';
import { deriveAll } from '../core/fold/describe.ts';
import { formatManifest, MANIFEST, type Manifest, parseManifest } from '../core/manifest.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import { changeSet } from '../core/tree/change-set.ts';
import { Tree } from '../core/tree/tree.ts';
import type { ExtendPlan, Removal } from '../host/kit.ts';
import { removeCreated, stayNotice } from './created-files.ts';
import { cutInserted, type Left } from './cut/inserted.ts';
import { additionsAfter, leftoverNotice } from './leftovers.ts';
import { differenceOf, type OwnDifference, type OwnRequest } from './own-difference.ts';
import { dropOwnPackages, shrinkPackages } from './own-packages.ts';
import { filesAfter, goingFiles, type Owned } from './own-record.ts';
import { type Difference, type Kept, shrinkFiles } from './shrink.ts';
import { statefulWarnings } from './stateful.ts';

/** Something that stays, with the part that it is of. */
interface Stays {
  readonly notice: string;
  readonly part: string | undefined;
}

/** A removal, with all that it has to leave. */
interface Attempt extends Removal {
  readonly left: Left;
  readonly going: readonly Owned[];
  /** Of files that several have a part in. */
  readonly shared: readonly Stays[];
  readonly files: readonly Stays[];
}

const NOTHING: Left = { needed: {}, changed: {} };

/** Files of the infrastructure, which several have a part in. */
const SHARED: readonly ProjectPath[] = [SAM_TEMPLATE, CDK_STACK, CDK_APP];

/** Files of others that are made otherwise; what is derived is derived anew. */
function othersIn({ kit }: OwnRequest, { whole }: Difference): readonly ProjectPath[] {
  const apart = [...SHARED, PACKAGE_JSON, MANIFEST, ...Object.keys(kit.workshop.derive([], []))];
  return [...whole.keys()].filter((path) => !apart.includes(path as ProjectPath)).map(projectPath);
}

/** Files that are made only where what goes is not there. */
function addGained({ tree }: Removal, { whole, rest }: Difference): void {
  for (const [key, text] of rest) {
    const path = projectPath(key);
    if (!whole.has(path) && tree.read(path) === undefined) tree.write(path, text);
  }
}

/** Others are made as they are while anything is there of what goes, and then as they are without it. */
function shrink(removal: Removal, request: OwnRequest, difference: Difference): readonly Kept[] {
  const all = othersIn(request, difference);
  const inserted = all.filter((path) => difference.inserted[path]);
  const kept = shrinkFiles(removal, difference, [...SHARED, ...inserted]);
  if (kept.length > 0) return kept;
  addGained(removal, difference);
  return shrinkFiles(
    removal,
    difference,
    all.filter((path) => !inserted.includes(path)),
  );
}

function attempt(request: OwnRequest, difference: OwnDifference): Attempt {
  const { kit, manifest } = request;
  const { inserted, others, isCut } = difference;
  const removal: Removal = { kit, tree: new Tree(kit.disk), notices: [] };
  const left = isCut ? cutInserted(removal, inserted, others) : NOTHING;
  const kept = shrink(removal, request, difference);
  dropOwnPackages(removal, difference);
  const going = goingFiles(request, difference);
  const stayed = removeCreated(removal, going, manifest);
  shrinkPackages(removal, difference);
  const partOfEntry = (entry = '') => partWith(kit, manifest.project, entry);
  const shared = kept.map(({ notice, entry }) => ({ notice, part: partOfEntry(entry) }));
  const files = stayed.map((each) => ({ notice: stayNotice(each), part: partOf(kit, each.owner) }));
  return { ...removal, left, going, shared, files };
}

/** The manifest as it is then: what is left in the infrastructure is left in the project. */
function manifestAfter(request: OwnRequest, difference: OwnDifference, done: Attempt): Manifest {
  const { manifest, left, gone } = request;
  const files = filesAfter(request, difference, done.tree, done.going);
  if (done.shared.length > 0) return { ...manifest, files };
  if (gone && difference.isCut)
    return { ...left, additions: additionsAfter(gone, left.additions, done.left), files };
  const made = parseManifest(difference.rest.get(MANIFEST)!).additions;
  return { ...left, additions: made, files };
}

function planOf(request: OwnRequest, manifest: Manifest, done: Attempt): ExtendPlan {
  const { kit, key } = request;
  const { tree, notices, shared, files } = done;
  tree.write(MANIFEST, formatManifest(manifest));
  const derived = deriveAll(done, kit.workshop, manifest).notices;
  const stays = [...shared, ...files].map(({ notice }) => notice);
  const isNamed = key in manifest.files || namesIn(manifest).includes(key);
  const all = [...notices, ...stays, ...(isNamed ? [leftoverNotice(key)] : []), ...derived];
  const plan = changeSet(tree, all);
  return { ...plan, warnings: statefulWarnings(plan.changes), inferred: [], nextSteps: [] };
}

const namesIn = ({ instances, additions }: Manifest) => [
  ...instances.map(({ name }) => name),
  ...additions.map(({ key }) => key),
];

/** Plans the way from the project with something to the project without it. */
export function planOwnRemoval(request: OwnRequest): ExtendPlan {
  const said: string[] = [];
  for (let difference = differenceOf(request); ; ) {
    const done = attempt(request, difference);
    const kept = [...done.shared, ...done.files].filter(({ part }) => part !== undefined);
    if (kept.length === 0) {
      done.notices.unshift(...said);
      return planOf(request, manifestAfter(request, difference, done), done);
    }
    // All of a part stays with any of it, or what comes later would not get the rest
    said.push(...kept.map(({ notice, part }) => `${notice}, and so does all of parts/${part}`));
    const rest = withParts(
      request.kit,
      difference.rest,
      kept.map(({ part }) => part!),
    );
    difference = { ...difference, rest };
  }
}
