import { refusal } from '../errors.ts';
import { nameForms } from '../names.ts';
import type { Workshop } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { apply, type Draft, partKey } from './apply.ts';
import { type Connection, connectionsOfLast, problemOfLast } from './connections.ts';
import { contributionOf, patternOf } from './contribution.ts';
import { contextOf, partClosure } from './resolve.ts';

function refuseUnfit(
  workshop: Workshop,
  project: Project,
  instance: Instance,
  before: readonly Instance[],
): void {
  const problem =
    patternOf(workshop, instance).problem?.(contextOf(project, instance, before)) ??
    problemOfLast(workshop, project, [...before, instance]);
  if (problem)
    throw refusal(`This project cannot have "${instance.name}": ${problem}`, {
      hint: 'Nothing was written.',
    });
}

/** What is there is what the manifest names: an older version's patterns may have needed other parts. */
function foldPart(draft: Draft, workshop: Workshop, id: string): void {
  const part = workshop.registry.parts.get(id)!;
  const owner = { key: partKey(id), folder: `parts/${part.folder ?? id}` };
  if (draft.standing.has(owner.key) || draft.created.has(owner.key)) return;
  apply(draft, workshop, owner, part.contribute(draft.project));
}

/** The parts of these ids, and those that they need, where the project does not have them yet. */
export function foldParts(draft: Draft, workshop: Workshop, ids: readonly string[]): void {
  for (const id of partClosure(workshop.registry, draft.project, ids))
    foldPart(draft, workshop, id);
}

/** A part of the project of its own: it needs both the option and the instance. */
function foldConnection(
  draft: Draft,
  workshop: Workshop,
  { option, other, contribution }: Connection,
): void {
  foldParts(draft, workshop, contribution.requires ?? []);
  const owner = {
    key: partKey(`${option.name}/${other.name}`),
    folder: `patterns/${option.pattern}`,
  };
  apply(draft, workshop, owner, { ...contribution, uses: [option.name, other.name] });
}

/** One step of the fold: the parts that are not there yet, the instance itself, and what connects it with options. */
export function foldInstance(
  draft: Draft,
  workshop: Workshop,
  before: readonly Instance[],
  instance: Instance,
): void {
  refuseUnfit(workshop, draft.project, instance, before);
  const contribution = contributionOf(workshop, draft.project, instance, before);
  foldParts(draft, workshop, contribution.requires ?? []);
  const owner = {
    key: instance.name,
    folder: `patterns/${instance.pattern}`,
    name: nameForms(instance.name),
  };
  apply(draft, workshop, owner, contribution);
  for (const each of connectionsOfLast(workshop, draft.project, [...before, instance]))
    foldConnection(draft, workshop, each);
}
