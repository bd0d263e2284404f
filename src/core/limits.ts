import { type AddedTrigger, isTrigger } from './additions.ts';
import { refusal, unwritten } from './errors.ts';
import { connectionsIn } from './fold/connections.ts';
import { contributionOf } from './fold/contribution.ts';
import { substitute } from './fold/render.ts';
import { partClosure } from './fold/resolve.ts';
import type { Manifest } from './manifest.ts';
import { withDefaults } from './options.ts';
import type { Contribution, SamFragment } from './pattern.ts';
import type { Ports } from './ports.ts';
import type { Instance, Project } from './project.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const MOST_RESOURCES = 500;

/** A project as far as it says what is in its stack. */
export type Stack = Pick<Manifest, 'project' | 'instances' | 'additions'>;

/** What something brings, with the parts that it needs. */
type Brought = Pick<Contribution, 'resources' | 'requires'>;

/** The version and the alias of each function in the project's own stack. */
const publishedBy = ({ alias }: Project, { construct, describe }: Contribution) =>
  alias && construct?.app === undefined ? 2 * (describe?.functions.length ?? 0) : 0;

function broughtByInstances(
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
): readonly Brought[] {
  return instances.map((instance, i) => {
    const before = instances.slice(0, i);
    const contribution = contributionOf(ports, project, instance, before);
    const { resources = 0, requires = [] } = contribution;
    return { resources: resources + publishedBy(project, contribution), requires };
  });
}

/** The logical ids of the resources that a fragment defines anew: what it adds to others has no type there. */
const newIds = (fragment: string) =>
  Array.from(fragment.matchAll(/^ {2}(\w+):\n {4}Type: AWS::/gm), ([, id]) => id!);

/** Its plain CloudFormation says what a trigger brings, whatever form it comes in. */
function broughtByTrigger(
  { registry, templates }: Ports,
  { iac }: Project,
  { type, options: given }: AddedTrigger,
): Brought {
  const trigger = registry.triggers?.get(type);
  if (!trigger) return { resources: 0, requires: [] };
  const options = withDefaults(trigger.options, given);
  const hasResource = Boolean(trigger.resource && options[trigger.resource.option]);
  const contribution = trigger.contribute({ iac, isOwn: true, options, hasResource });
  const textOf = (source: SamFragment) =>
    typeof source === 'string'
      ? templates.read(`triggers/${type}/${source}`)!
      : substitute(templates.read(`triggers/${type}/${source.fragment}`)!, source.replace);
  const ids = contribution.cloudformation.flatMap((source) => newIds(textOf(source)));
  return { resources: new Set(ids).size, requires: contribution.requires ?? [] };
}

/** How many resources a project's instances, triggers and parts bring to its one stack. */
export function countResources(ports: Ports, { project, instances, additions }: Stack): number {
  const triggers = additions.filter(isTrigger);
  const own: readonly Brought[] = [
    ...broughtByInstances(ports, project, instances),
    ...connectionsIn(ports, project, instances).map(({ contribution }) => contribution),
    ...triggers.map((addition) => broughtByTrigger(ports, project, addition)),
  ];
  const ids = own.flatMap(({ requires = [] }) => requires);
  const parts = partClosure(ports.registry, project, ids).map((id) => {
    return ports.registry.parts.get(id)!.contribute(project);
  });
  return [...own, ...parts].reduce((sum, { resources = 0 }) => sum + resources, 0);
}

/** What CloudFormation would refuse at the deployment is refused before anything is written. */
export function refuseTooMany(ports: Ports, stack: Stack): void {
  const count = countResources(ports, stack);
  if (count <= MOST_RESOURCES) return;
  throw refusal(
    `This takes ${count} resources, and CloudFormation allows ${MOST_RESOURCES} in a stack`,
    { hint: unwritten('Spread the patterns over several projects.') },
  );
}
