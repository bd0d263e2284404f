import { refusal } from '../errors.ts';
import { MANIFEST } from '../manifest.ts';
import { nameForms } from '../names.ts';
import type { Pattern } from '../pattern.ts';
import type { Workshop } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { apply, type Draft, partKey } from './apply.ts';
import { contextOf, partClosure } from './resolve.ts';

/** The pattern of an existing instance; throws `refused` when this version does not know it. */
export function patternOf({ registry }: Workshop, { name, pattern }: Instance): Pattern {
  const found = registry.patterns.get(pattern);
  if (found) return found;
  throw refusal(`${MANIFEST} has "${name}" of a pattern that this version lacks: ${pattern}`, {
    hint: 'Update: npm install --global create-lambda-app@latest',
  });
}

/** What an instance contributes, given those that stood before it. */
export const contributionOf = (
  workshop: Workshop,
  project: Project,
  instance: Instance,
  before: readonly Instance[],
) => patternOf(workshop, instance).contribute(contextOf(project, instance, before));

function refuseUnfit(
  workshop: Workshop,
  project: Project,
  instance: Instance,
  before: readonly Instance[],
): void {
  const problem = patternOf(workshop, instance).problem?.(contextOf(project, instance, before));
  if (problem)
    throw refusal(`This project cannot have "${instance.name}": ${problem}`, {
      hint: 'Nothing was written.',
    });
}

/** What is there is what the manifest names: an older version's patterns may have needed other parts. */
function foldPart(draft: Draft, workshop: Workshop, id: string): void {
  const owner = { key: partKey(id), folder: `parts/${id}` };
  if (draft.standing.has(owner.key) || draft.created.has(owner.key)) return;
  apply(draft, workshop, owner, workshop.registry.parts.get(id)!.contribute(draft.project));
}

/** The parts of these ids, and those that they need, where the project does not have them yet. */
export function foldParts(draft: Draft, workshop: Workshop, ids: readonly string[]): void {
  for (const id of partClosure(workshop.registry, draft.project, ids))
    foldPart(draft, workshop, id);
}

/** One step of the fold: the parts that are not there yet, then the instance itself. */
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
}
