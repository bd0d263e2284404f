import { packageManagerOf } from '../../core/commands.ts';
import { refusal } from '../../core/errors.ts';
import { planCreate } from '../../core/fold/pipeline.ts';
import { contextOf, type InstanceRequest, resolveInstance } from '../../core/fold/resolve.ts';
import { nameForms } from '../../core/names.ts';
import { type ProjectPath, projectPath } from '../../core/paths.ts';
import type { ConstructOp, Description } from '../../core/pattern.ts';
import type { Ports } from '../../core/ports.ts';
import { type Iac, type Instance, type Project, sampleProject } from '../../core/project.ts';
import { memoryDisk } from '../../core/tree/memory.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { type Workspace, workspaceAround } from '../../host/workspace.ts';

/**
 * The folder that a pattern has in a project that somebody else wrote. What is in it is the project that
 * create-lambda-app would make of that pattern alone, less what the host has already.
 */
export interface Subproject {
  /** With a slash behind it. */
  readonly folder: string;
  readonly project: Project;
  readonly instance: Instance;
  /** The whole project, by its own paths. */
  readonly files: ReadonlyMap<string, string>;
  readonly construct: ConstructOp | undefined;
  /** The host's workspace that it comes into. */
  readonly workspace: Workspace | undefined;
  readonly description: Description | undefined;
}

/** Plans the project of one instance, for a folder below `root`, where infrastructure of that form is. */
export function subprojectOf(
  ports: Ports,
  disk: Disk,
  iac: Iac,
  root: string,
  request: InstanceRequest,
): Subproject {
  const instance = resolveInstance(ports.registry, request);
  const { name } = instance;
  const packageManager = packageManagerOf(disk, root);
  const project = { ...sampleProject(iac), app: name, packageManager };
  const plan = planCreate({ project, instances: [instance] }, memoryDisk(new Map()), ports);
  const pattern = ports.registry.patterns.get(instance.pattern)!;
  return {
    folder: `${root}${name}/`,
    project,
    instance,
    files: new Map(plan.changes.map(({ path, after }) => [path, after!])),
    construct: pattern.contribute(contextOf(pattern, project, instance, [])).construct,
    workspace: workspaceAround(disk, root, packageManager),
    description: plan.described[0]?.description,
  };
}

/** A folder of that name is another's: nothing is mixed into it. */
export function refuseTaken(disk: Disk, { folder, instance }: Subproject): void {
  const there = disk.list().find((path) => path.startsWith(folder));
  if (!there) return;
  throw refusal(`${folder} is in the way: ${instance.name} would come into that folder`, {
    at: { path: there },
    hint: `Give it another name: lambda-gen add pattern ${instance.pattern} <name>`,
  });
}

export const inSubproject = ({ folder }: Subproject, path: string): ProjectPath =>
  projectPath(`${folder}${path}`);

/** The name of its class, and of its resource. */
export const pascalOf = ({ instance }: Subproject) => nameForms(instance.name).pascal;
