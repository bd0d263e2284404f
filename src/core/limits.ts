import { refusal } from './errors.ts';
import { contributionOf } from './fold.ts';
import type { Workshop } from './ports.ts';
import type { Instance, Project } from './project.ts';
import { partClosure } from './resolve.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;

/** How many resources these instances and their parts bring to the project's one stack. */
export function countResources(
  workshop: Workshop,
  project: Project,
  instances: readonly Instance[],
): number {
  const { registry } = workshop;
  const own = instances.map((instance, i) =>
    contributionOf(workshop, project, instance, instances.slice(0, i)),
  );
  const ids = own.flatMap(({ requires = [] }) => requires);
  const parts = partClosure(registry, project, ids).map((id) => {
    return registry.parts.get(id)!.contribute(project);
  });
  return [...own, ...parts].reduce((sum, { resources = 0 }) => sum + resources, 0);
}

/** What CloudFormation would refuse at the deployment is refused before anything is written. */
export function refuseTooMany(
  workshop: Workshop,
  project: Project,
  instances: readonly Instance[],
): void {
  const count = countResources(workshop, project, instances);
  if (count <= MOST_RESOURCES) return;
  throw refusal(
    `This takes ${count} resources, and CloudFormation allows ${MOST_RESOURCES} in a stack`,
    { hint: 'Nothing was written. Spread the patterns over several projects.' },
  );
}
