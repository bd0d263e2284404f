import type { Addition } from '../core/additions.ts';
import { apply, type Draft } from '../core/fold/apply.ts';
import { foldParts } from '../core/fold/fold.ts';
import { refuseOverwriting } from '../core/fold/in-the-way.ts';
import { readManifest } from '../core/fold/pipeline.ts';
import type { Substitutions } from '../core/fold/render.ts';
import { formatManifest, MANIFEST, type Manifest } from '../core/manifest.ts';
import type { Name } from '../core/names.ts';
import { parseOptions } from '../core/options.ts';
import type { SamFragment } from '../core/pattern.ts';
import type { Iac, Project } from '../core/project.ts';
import { changeSet } from '../core/tree/change-set.ts';
import { committed, type Files, memoryDisk } from '../core/tree/memory.ts';
import type { TriggerContribution } from '../core/trigger.ts';
import type { Kit } from '../host/kit.ts';
import { hashesOf, newStaging, type Staging } from './staging.ts';

const draftOf = ({ tree }: Staging, { project, files }: Manifest): Draft => ({
  project,
  tree,
  standing: new Set(Object.keys(files)),
  created: new Map(),
  inTheWay: [],
});

/** What stands there with the very text that would come is not in the way. */
const refuseOthers = ({ tree, inTheWay }: Draft, { kit }: Staging) =>
  refuseOverwriting(inTheWay.filter((path) => kit.disk.read(path) !== tree.read(path)));

/** Stages the parts that a trigger uses, in a project that create-lambda-app made. */
export function stageParts(staging: Staging, manifest: Manifest, ids: readonly string[]): void {
  const draft = draftOf(staging, manifest);
  foldParts(draft, staging.kit.workshop, ids);
  refuseOthers(draft, staging);
  for (const [owner, paths] of draft.created) staging.parts.set(owner, paths);
}

const PARTS = 'parts/';

/** The part that owns a file; undefined when it is no part of this version. */
export function partOf({ workshop }: Kit, owner: string): string | undefined {
  const id = owner.startsWith(PARTS) ? owner.slice(PARTS.length) : '';
  return workshop.registry.parts.has(id) ? id : undefined;
}

/** A project of ours in memory, with these parts as well. */
export function withParts(kit: Kit, files: Files, ids: readonly string[]): Files {
  const staging = newStaging({ ...kit, disk: memoryDisk(files) });
  const manifest = readManifest(staging.tree);
  stageParts(staging, manifest, ids);
  const owned = { ...manifest.files, ...hashesOf(staging, staging.parts) };
  staging.tree.write(MANIFEST, formatManifest({ ...manifest, files: owned }));
  return committed(files, changeSet(staging.tree, []));
}

/** The parts that a trigger may need: what resource it has taken is no longer known. */
export function partsNeeded({ triggers }: Kit, iac: Iac, { key, options: given }: Addition) {
  const trigger = triggers.get(key.split('/').at(-1)!.replace(/-\d+$/, ''));
  if (!trigger) return [];
  const { resource } = trigger;
  const options = { ...parseOptions(trigger.options, {}, trigger.id), ...given };
  const hasResource = Boolean(resource && options[resource.option]);
  const types = hasResource ? [...resource!.types, ...resource!.constructs] : [undefined];
  return types.flatMap((resourceType) => {
    const context = { iac, isOwn: true, options, hasResource };
    const typed = resourceType ? { ...context, resourceType } : context;
    return trigger.contribute(typed).requires ?? [];
  });
}

/** The part whose entry that is, in a template. */
export function partWith(kit: Kit, project: Project, entry: string): string | undefined {
  const { registry, templates } = kit.workshop;
  const has = (id: string) => (source: SamFragment) => {
    const name = typeof source === 'string' ? source : source.fragment;
    return templates.read(`${PARTS}${id}/${name}`)?.includes(`\n  ${entry}:`);
  };
  return [...registry.parts].find(([id, part]) => part.contribute(project).sam?.some(has(id)))?.[0];
}

/** Stages the tests of a trigger's infrastructure, in a project that create-lambda-app made. */
export function stageOwnFiles(
  staging: Staging,
  manifest: Manifest,
  folder: string,
  name: Name,
  { files = [], replace }: TriggerContribution,
  more: Substitutions,
): void {
  const draft = draftOf(staging, manifest);
  const owner = { key: folder, folder, name };
  apply(draft, staging.kit.workshop, owner, { files, replace: { ...replace, ...more } });
  refuseOthers(draft, staging);
  staging.created.push(...draft.created.get(folder)!);
}
