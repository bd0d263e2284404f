import { apply, type Draft, partKey } from '../core/fold/apply.ts';
import { refuseOverwriting } from '../core/fold/in-the-way.ts';
import { foldParts } from '../core/fold/parts.ts';
import { newDraft, recordsOf } from '../core/fold/pipeline.ts';
import type { Substitutions } from '../core/fold/render.ts';
import type { Manifest } from '../core/manifest.ts';
import type { Name } from '../core/names.ts';
import type { TriggerContribution } from '../core/trigger.ts';
import type { Staging } from './staging.ts';

const draftOf = ({ tree }: Staging, { project, files }: Manifest): Draft =>
  newDraft(project, tree, files);

/** A file that already has the text that would be written is not in the way. */
const refuseOthers = ({ tree, inTheWay }: Draft, { context }: Staging) =>
  refuseOverwriting(inTheWay.filter((path) => context.disk.read(path) !== tree.read(path)));

/** Stages the parts that a trigger uses, in a project that create-lambda-app made. */
export function stageParts(staging: Staging, manifest: Manifest, ids: readonly string[]): void {
  const draft = draftOf(staging, manifest);
  foldParts(draft, staging.context.ports, ids);
  refuseOthers(draft, staging);
  for (const [owner, paths] of draft.created) staging.parts.set(owner, paths);
  for (const [owner, record] of Object.entries(recordsOf(draft, staging.context.ports)))
    staging.partRecords.set(owner, record);
  staging.needs.push(...ids.map(partKey));
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
  apply(draft, staging.context.ports, owner, { files, replace: { ...replace, ...more } });
  refuseOthers(draft, staging);
  staging.created.push(...draft.created.get(folder)!);
}
