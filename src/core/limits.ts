import { type AddedTrigger, isTrigger } from './additions.ts';
import { refusal } from './errors.ts';
import { connectionsIn } from './fold/connections.ts';
import { contributionOf } from './fold/contribution.ts';
import { substitute } from './fold/render.ts';
import { partClosure } from './fold/resolve.ts';
import type { Manifest } from './manifest.ts';
import { defaultOf } from './options.ts';
import type { Contribution, SamFragment } from './pattern.ts';
import type { Workshop } from './ports.ts';
import type { Instance, Project } from './project.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const MOST_RESOURCES = 500;

/** A project as far as it says what is in its stack. */
export type Stack = Pick<Manifest, 'project' | 'instances' | 'additions'>;

/** What something brings, with the parts that it needs. */
type Brought = Pick<Contribution, 'resources' | 'requires'>;

function broughtByInstances(
  workshop: Workshop,
  project: Project,
  instances: readonly Instance[],
): readonly Brought[] {
  return instances.map((instance, i) => {
    const before = instances.slice(0, i);
    const { resources = 0, requires = [] } = contributionOf(workshop, project, instance, before);
    return { resources, requires };
  });
}

/** The logical ids of the resources that a fragment defines anew: what it adds to others has no type there. */
const newIds = (fragment: string) =>
  Array.from(fragment.matchAll(/^ {2}(\w+):\n {4}Type: AWS::/gm), ([, id]) => id!);

/** Its plain CloudFormation says what a trigger brings, whatever form it comes in. */
function broughtByTrigger(
  { registry, templates }: Workshop,
  { iac }: Project,
  { type, options: given }: AddedTrigger,
): Brought {
  const trigger = registry.triggers?.get(type);
  if (!trigger) return { resources: 0, requires: [] };
  const standing = Object.entries(trigger.options).map(
    ([name, option]) => [name, given[name] ?? defaultOf(option)] as const,
  );
  const options = Object.fromEntries(standing);
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
export function countResources(
  workshop: Workshop,
  { project, instances, additions }: Stack,
): number {
  const triggers = additions.filter(isTrigger);
  const own: readonly Brought[] = [
    ...broughtByInstances(workshop, project, instances),
    ...connectionsIn(workshop, project, instances).map(({ contribution }) => contribution),
    ...triggers.map((addition) => broughtByTrigger(workshop, project, addition)),
  ];
  const ids = own.flatMap(({ requires = [] }) => requires);
  const parts = partClosure(workshop.registry, project, ids).map((id) => {
    return workshop.registry.parts.get(id)!.contribute(project);
  });
  return [...own, ...parts].reduce((sum, { resources = 0 }) => sum + resources, 0);
}

/** What CloudFormation would refuse at the deployment is refused before anything is written. */
export function refuseTooMany(workshop: Workshop, stack: Stack): void {
  const count = countResources(workshop, stack);
  if (count <= MOST_RESOURCES) return;
  throw refusal(
    `This takes ${count} resources, and CloudFormation allows ${MOST_RESOURCES} in a stack`,
    { hint: 'Nothing was written. Spread the patterns over several projects.' },
  );
}
