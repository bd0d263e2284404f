import { refuseExtended } from '../add/pattern/extended-home.ts';
import { packagesNeeded } from '../add/pattern/needs.ts';
import type { Addition } from '../core/additions.ts';
import { type ForeignManifest, formatForeignManifest, MANIFEST } from '../core/manifest.ts';
import { projectPath } from '../core/paths.ts';
import { changeSet } from '../core/tree/change-set.ts';
import { Tree } from '../core/tree/tree.ts';
import type { ExtendPlan, Kit, Removal } from '../host/kit.ts';
import { createdBy, removeCreated, type Stayed, stayNotice } from './created-files.ts';
import { cutInserted, type Inserted } from './cut/inserted.ts';
import { cutPackages, dropPackages, isPackage } from './cut/packages.ts';
import { additionsAfter, leftoverNotice, merged } from './leftovers.ts';
import { statefulWarnings } from './stateful.ts';

interface ForeignRemoval extends Removal {
  readonly manifest: ForeignManifest;
  readonly gone: Addition;
  readonly others: readonly Addition[];
}

const packagesOf = ({ tree, gone }: ForeignRemoval) =>
  Object.entries(gone.inserted).flatMap(([key, parts]) => {
    const path = projectPath(key);
    return isPackage(path) && tree.read(path) !== undefined ? [{ path, parts }] : [];
  });

/** Takes packages out when it is known what code is left; answers what the others keep. */
function withoutPackages(removal: ForeignRemoval): Inserted {
  const needed = packagesNeeded(removal.kit, removal.others);
  const kept = packagesOf(removal).map(
    ({ path, parts }) => [path, cutPackages(removal, { path, parts, needed })] as const,
  );
  return Object.fromEntries(kept);
}

/** The other addition that owns a file's user: what they shared is that one's from now on. */
const heirOf = ({ others, manifest }: ForeignRemoval, { user = '' }: Stayed) =>
  others.find(({ key }) => manifest.files[key]?.[user] !== undefined)?.key;

/** Takes out what was created; answers whose the files are that stay. */
function filesAfter(removal: ForeignRemoval) {
  const { manifest, gone, notices } = removal;
  const { [gone.key]: _, ...files } = manifest.files;
  const after: Record<string, Readonly<Record<string, string>>> = { ...files };
  for (const each of removeCreated(removal, createdBy(manifest, gone.key), manifest)) {
    const heir = heirOf(removal, each);
    if (heir === undefined) notices.push(stayNotice(each));
    const owner = heir ?? gone.key;
    after[owner] = { ...after[owner], [each.path]: each.hash };
  }
  return after;
}

/** Plans to take an addition out of a project that somebody else wrote, by what it inserted. */
export function planForeignRemoval(
  kit: Kit,
  manifest: ForeignManifest,
  gone: Addition,
): ExtendPlan {
  refuseExtended(kit, manifest, gone);
  const others = manifest.additions.filter(({ key }) => key !== gone.key);
  const removal = { kit, tree: new Tree(kit.disk), notices: [], manifest, gone, others };
  const { tree, notices }: Removal = removal;
  const { needed, changed } = cutInserted(removal, gone.inserted, others);
  for (const { path, parts } of packagesOf(removal)) dropPackages(tree, path, parts);
  const files = filesAfter(removal);
  const kept = { needed: merged(needed, withoutPackages(removal)), changed };
  const additions = additionsAfter(gone, others, kept);
  const names = [...additions.map(({ key }) => key), ...Object.keys(files)];
  if (names.includes(gone.key)) notices.push(leftoverNotice(gone.key));
  if (names.length === 0) tree.remove(MANIFEST);
  else tree.write(MANIFEST, formatForeignManifest({ additions, files }));
  const plan = changeSet(tree, notices);
  return { ...plan, warnings: statefulWarnings(plan.changes), inferred: [], nextSteps: [] };
}
