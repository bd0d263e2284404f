import type { Manifest } from '../manifest.ts';
import { nameForms } from '../names.ts';
import { projectPath } from '../paths.ts';
import type { CostLine, Description } from '../pattern.ts';
import type { Described, Ports, ProseDocument } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { type Draft, partKey } from './apply.ts';
import { connectionsIn } from './connections.ts';
import { contributionOf, patternOf } from './contribution.ts';
import { replaceBlock } from './managed-block.ts';
import { renderDocument } from './prose.ts';

function proseOf(ports: Ports, project: Project, instance: Instance, facts = {}) {
  const { name, pattern, options } = instance;
  return (document: ProseDocument) => {
    const text = ports.templates.read(`patterns/${pattern}/${document}.md.hbs`);
    if (text === undefined) return '';
    const { camel, pascal } = nameForms(name);
    return renderDocument(ports, project, text, { name, camel, pascal, options, ...facts }).trim();
  };
}

/** What an option says of all that it concerns: two instances that need the same pay for it once. */
function ofConnections(
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
  name: string,
): Pick<Description, 'cost' | 'facts'> {
  const said = connectionsIn(ports, project, instances)
    .filter(({ option }) => option.name === name)
    .flatMap(({ contribution }) => contribution.describe ?? []);
  const lines = said.flatMap(({ cost }) => cost.map((line) => [line.item, line] as const));
  return {
    cost: [...new Map(lines).values()],
    facts: Object.assign({}, ...said.map(({ facts }) => facts)),
  };
}

/** What it costs to keep the code of an instance's functions, beside that of the instances before it. */
function codeCost(
  ports: Ports,
  project: Project,
  { functions }: Description,
  before: readonly Described[],
): readonly CostLine[] {
  const others = before.reduce((sum, each) => sum + each.description.functions.length, 0);
  return ports.registry.base.codeCost?.(project, functions.length, others) ?? [];
}

/** What each instance says about itself. */
export function describeAll(
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
): readonly Described[] {
  const described: Described[] = [];
  for (const [i, instance] of instances.entries()) {
    const before = instances.slice(0, i);
    const own = contributionOf(ports, project, instance, before).describe;
    if (!own) continue;
    const more = ofConnections(ports, project, instances, instance.name);
    const code = codeCost(ports, project, own, described);
    const description = { ...own, cost: [...own.cost, ...code, ...more.cost] };
    const prose = proseOf(ports, project, instance, { ...own.facts, ...more.facts });
    const name = nameForms(instance.name);
    const pattern = patternOf(ports, instance);
    const texts = { doc: prose('doc'), operations: prose('operations') };
    described.push({ instance, name, pattern, description, prose: texts });
  }
  return described;
}

/** What the parts of a project say of its operation, in the order of the registry. */
function partsOperations(
  ports: Ports,
  project: Project,
  owners: readonly string[],
): readonly string[] {
  const own = [...ports.registry.parts.values()].filter(({ id }) => owners.includes(partKey(id)));
  return own.flatMap(({ id, folder = id }) => {
    const text = ports.templates.read(`parts/${folder}/operations.md.hbs`);
    return text === undefined ? [] : [renderDocument(ports, project, text).trim()];
  });
}

/** Rewrites the derived blocks; answers a notice for each document that has lost its markers. */
function writeDerived(
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

/** Derives every document anew from the instances, what was added beside them, and the owners of files. */
export function deriveAll(
  draft: Pick<Draft, 'tree'>,
  ports: Ports,
  { project, instances, additions }: Pick<Manifest, 'project' | 'instances' | 'additions'>,
  owners: readonly string[],
) {
  const described = describeAll(ports, project, instances);
  const parts = partsOperations(ports, project, owners);
  const derived = ports.derive(described, additions, parts, project.region);
  return { described, derived, notices: writeDerived(draft, derived) };
}
