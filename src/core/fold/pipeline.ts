import { BASE } from '../additions.ts';
import { OTHER_FOLDER, refusal } from '../errors.ts';
import { refuseTooMany } from '../limits.ts';
import {
  EMPTY,
  type ForeignManifest,
  formatManifest,
  isOwnProject,
  MANIFEST,
  type Manifest,
  type OwnedFiles,
  parseAnyManifest,
} from '../manifest.ts';
import type { Described, Ports } from '../ports.ts';
import { ALIAS, type Instance, type Project } from '../project.ts';
import type { Records } from '../record.ts';
import { type ChangeSet, changeSet } from '../tree/change-set.ts';
import { type Base, Tree } from '../tree/tree.ts';
import { apply, CDK_APP, CDK_STACK, type Draft, PACKAGE_JSON, SAM_TEMPLATE } from './apply.ts';
import { patternOf } from './contribution.ts';
import { deriveAll } from './describe.ts';
import { foldInstance } from './fold.ts';
import { refuseOverwriting } from './in-the-way.ts';
import { foldParts } from './parts.ts';
import { refuseSharedIds } from './refuse-shared-ids.ts';
import { type InstanceRequest, resolveInstances } from './resolve.ts';

/** A plan: what the commit would do, and the project as it will be. */
export interface Plan extends ChangeSet {
  readonly manifest: Manifest;
  /** Who each instance is, for the report. */
  readonly described: readonly Described[];
}

export interface CreateRequest {
  readonly project: Project;
  readonly instances: readonly InstanceRequest[];
  /** The version of the package manager, where it is known and CI would else run another one. */
  readonly packageManagerVersion?: string | undefined;
}

export const newDraft = (project: Project, tree: Tree, existing: OwnedFiles = {}): Draft => ({
  project,
  tree,
  existing: new Set(Object.keys(existing)),
  created: new Map(),
  inserted: new Map(),
  needs: new Map(),
  tokens: new Map(),
  inTheWay: [],
});

/** Files that an editor or a derivation changes later have no hash: a difference there says nothing. */
const SHARED: readonly string[] = [PACKAGE_JSON, SAM_TEMPLATE, CDK_STACK, CDK_APP];

const isShared = (path: string, derived: object) =>
  SHARED.includes(path) || Object.hasOwn(derived, path);

function ownedFiles(draft: Draft, ports: Ports, derived: object): OwnedFiles {
  const owners = [...draft.created].map(([owner, paths]) => {
    const own = paths.filter((path) => !isShared(path, derived));
    const hashes = own.map((path) => {
      const text = draft.tree.read(path)!;
      return [path, ports.hash(path, text, draft.tokens.get(text))] as const;
    });
    return [owner, Object.fromEntries(hashes)] as const;
  });
  return Object.fromEntries(owners);
}

/** What the owners of a draft have brought. */
export const recordsOf = (
  { created, inserted, needs }: Pick<Draft, 'created' | 'inserted' | 'needs'>,
  { version }: Ports,
): Records =>
  Object.fromEntries(
    [...created.keys()].map((owner) => [
      owner,
      { version, needs: needs.get(owner) ?? [], inserted: inserted.get(owner) ?? {} },
    ]),
  );

/** The plan of a draft: its documents are derived, and the manifest says what it is made of. */
export function finish(
  draft: Draft,
  ports: Ports,
  instances: readonly Instance[],
  before: ForeignManifest,
): Plan {
  refuseOverwriting(draft.inTheWay);
  const { project } = draft;
  const { additions } = before;
  const stack = { project, instances, additions };
  refuseTooMany(ports, stack);
  const { described, derived, notices } = deriveAll(draft, ports, stack, [
    ...draft.existing,
    ...draft.created.keys(),
  ]);
  const files = { ...before.files, ...ownedFiles(draft, ports, derived) };
  const made = { ...before.made, ...recordsOf(draft, ports) };
  const manifest = { project, instances, additions, files, made };
  draft.tree.write(MANIFEST, formatManifest(manifest));
  return { ...changeSet(draft.tree, notices), manifest, described };
}

/** What Corepack runs in the project: https://nodejs.org/api/corepack.html#configuring-a-package. */
function pinPackageManager(tree: Tree, { project, packageManagerVersion }: CreateRequest): void {
  if (packageManagerVersion === undefined) return;
  const line = `"packageManager": "${project.packageManager}@${packageManagerVersion}",`;
  const text = tree.read(PACKAGE_JSON)!;
  tree.write(PACKAGE_JSON, text.replace(/^ {2}"type":/m, `  ${line}\n$&`));
}

/** What is published is known before the first file is made: its code and its templates say how functions are invoked. */
export const published = (project: Project, added: readonly Instance[], ports: Ports): Project =>
  !project.alias && added.some((instance) => patternOf(ports, instance).isPublishing)
    ? { ...project, alias: ALIAS }
    : project;

/** Plans a new project: the base, then each instance, folded over what is in the folder. */
export function planCreate(request: CreateRequest, disk: Base, ports: Ports): Plan {
  const instances = resolveInstances(ports.registry, request.instances);
  const project = published(request.project, instances, ports);
  const draft = newDraft(project, new Tree(disk));
  if (draft.tree.read(MANIFEST) !== undefined) draft.inTheWay.push(MANIFEST);
  const base = ports.registry.base.contribute(project);
  apply(draft, ports, { key: BASE, folder: 'base' }, base);
  foldParts(draft, ports, base.requires ?? []);
  pinPackageManager(draft.tree, request);
  refuseSharedIds(ports, project, instances);
  for (const [i, instance] of instances.entries())
    foldInstance(draft, ports, instances.slice(0, i), instance);
  return finish(draft, ports, instances, EMPTY);
}

/** Reads the manifest of the project that `base` shows; throws `refused` when create-lambda-app did not make it. */
export function readManifest(base: Base): Manifest {
  const text = base.read(MANIFEST);
  const manifest = text === undefined ? undefined : parseAnyManifest(text);
  if (manifest && isOwnProject(manifest)) return manifest;
  throw refusal(`${MANIFEST} does not belong to a project that create-lambda-app made`, {
    hint: OTHER_FOLDER,
  });
}
