import { refusal, unwritten } from '../errors.ts';
import { nameForms } from '../names.ts';
import type { Ports } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { apply, type Draft } from './apply.ts';
import { foldConnection } from './connect.ts';
import { connectionsOfLast, problemOfLast } from './connections.ts';
import { contributionOf, patternOf } from './contribution.ts';
import { foldParts } from './parts.ts';
import { contextOf } from './resolve.ts';

function refuseUnfit(
  ports: Ports,
  project: Project,
  instance: Instance,
  before: readonly Instance[],
): void {
  const problem =
    patternOf(ports, instance).problem?.(contextOf(project, instance, before)) ??
    problemOfLast(ports, project, [...before, instance]);
  if (problem)
    throw refusal(`This project cannot have "${instance.name}": ${problem}`, {
      hint: unwritten(),
    });
}

/** One step of the fold: the parts that are not there yet, the instance itself, and what connects it with options. */
export function foldInstance(
  draft: Draft,
  ports: Ports,
  before: readonly Instance[],
  instance: Instance,
): void {
  refuseUnfit(ports, draft.project, instance, before);
  const contribution = contributionOf(ports, draft.project, instance, before);
  foldParts(draft, ports, contribution.requires ?? []);
  const owner = {
    key: instance.name,
    folder: `patterns/${instance.pattern}`,
    name: nameForms(instance.name),
  };
  apply(draft, ports, owner, contribution);
  for (const each of connectionsOfLast(ports, draft.project, [...before, instance]))
    foldConnection(draft, ports, each);
}
