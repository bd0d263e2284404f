import type { Manifest } from '../manifest.ts';
import { nameForms } from '../names.ts';
import { projectPath } from '../paths.ts';
import type { CostLine } from '../pattern.ts';
import type { Described, ProseDocument, Workshop } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import type { Draft } from './apply.ts';
import { connectionsIn } from './connections.ts';
import { contributionOf, patternOf } from './contribution.ts';
import { replaceBlock } from './managed-block.ts';
import { renderDocument } from './prose.ts';

function proseOf(workshop: Workshop, project: Project, instance: Instance, facts = {}) {
  const { name, pattern, options } = instance;
  return (document: ProseDocument) => {
    const text = workshop.templates.read(`patterns/${pattern}/${document}.md.hbs`);
    if (text === undefined) return '';
    const { pascal } = nameForms(name);
    return renderDocument(workshop, project, text, { name, pascal, options, ...facts }).trim();
  };
}

/** What an option costs for all that it concerns: two instances that need the same pay for it once. */
function connectionCost(
  workshop: Workshop,
  project: Project,
  instances: readonly Instance[],
  name: string,
): readonly CostLine[] {
  const lines = connectionsIn(workshop, project, instances)
    .filter(({ option }) => option.name === name)
    .flatMap(({ contribution }) => contribution.describe?.cost ?? []);
  return [...new Map(lines.map((line) => [line.item, line])).values()];
}

/** What each instance says about itself. */
export function describeAll(
  workshop: Workshop,
  project: Project,
  instances: readonly Instance[],
): readonly Described[] {
  return instances.flatMap((instance, i) => {
    const before = instances.slice(0, i);
    const own = contributionOf(workshop, project, instance, before).describe;
    if (!own) return [];
    const more = connectionCost(workshop, project, instances, instance.name);
    const description = { ...own, cost: [...own.cost, ...more] };
    const prose = proseOf(workshop, project, instance, description.facts);
    const name = nameForms(instance.name);
    const pattern = patternOf(workshop, instance);
    const texts = { doc: prose('doc'), operations: prose('operations') };
    return [{ instance, name, pattern, description, prose: texts }];
  });
}

/** Rewrites the derived blocks; answers a notice for each document that has lost its markers. */
export function writeDerived(
  { tree }: Pick<Draft, 'tree'>,
  blocks: Readonly<Record<string, string>>,
): readonly string[] {
  const notices: string[] = [];
  for (const [key, block] of Object.entries(blocks)) {
    const path = projectPath(key);
    const replaced = replaceBlock(tree.read(path) ?? '', block);
    if (replaced === undefined) notices.push(`${path} has no lambda-app markers: left as it is`);
    else tree.write(path, replaced);
  }
  return notices;
}

/** Derives every document anew from the instances and what was added beside them. */
export function deriveAll(
  draft: Pick<Draft, 'tree'>,
  workshop: Workshop,
  { project, instances, additions }: Pick<Manifest, 'project' | 'instances' | 'additions'>,
) {
  const described = describeAll(workshop, project, instances);
  const derived = workshop.derive(described, additions);
  return { described, derived, notices: writeDerived(draft, derived) };
}
