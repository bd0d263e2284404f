import { refusal } from '../errors.ts';
import { nameForms } from '../names.ts';
import type { Workshop } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { apply, type Draft } from './apply.ts';
import { foldConnection } from './connect.ts';
import { connectionsOfLast, problemOfLast } from './connections.ts';
import { contributionOf, patternOf } from './contribution.ts';
import { foldParts } from './parts.ts';
import { contextOf } from './resolve.ts';

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
