import { AppError, usageError } from '../../../core/errors.ts';
import { SAM_TEMPLATE } from '../../../core/fold/apply.ts';
import { type Plan, readManifest } from '../../../core/fold/pipeline.ts';
import { planAdd } from '../../../core/fold/plan-add.ts';
import type { InstanceRequest } from '../../../core/fold/resolve.ts';
import type { Registry } from '../../../core/ports.ts';
import type { Base, Disk } from '../../../core/tree/tree.ts';
import { isPlain } from '../../../editors/sam/plain/is-plain.ts';
import { diskBase } from '../../../io/disk.ts';
import { projectDisk } from '../../../io/list-files.ts';
import { canAsk } from '../../ask/asking.ts';
import { chosenInstance } from '../../ask/chosen.ts';
import { execute } from '../../execute.ts';
import { printMeanings } from '../../meanings.ts';
import { stepsAfterAdd } from '../../next-steps.ts';
import { addPorts, plainPorts } from '../../ports.ts';
import { recoverFirst } from '../../recovery.ts';
import { printNext } from '../../report.ts';
import { projectRoot, type RootFlags } from '../project-root.ts';

/** Flags of all that adds to a project that create-lambda-app made. */
export interface AddFlags {
  readonly cwd: string;
  readonly install: boolean;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
  readonly yes?: boolean;
  /** Whether the changes are shown before they are written; needs a terminal. */
  readonly confirm?: boolean;
}

const isNewPackage = ({ changes }: Plan) => changes.some(({ path }) => path === 'package.json');

/** A project that is to be extended. */
export interface OpenProject {
  /** Absolute. */
  readonly dir: string;
  readonly disk: Disk;
}

/** The project that is to be extended, as it was before a run that was killed in it. */
export function openProject(args: AddFlags & RootFlags): OpenProject {
  if (args.confirm && !canAsk(args))
    throw usageError('--confirm needs a terminal', 'To see the changes: --dry-run --diff');
  const { dir, scope } = projectRoot(args);
  recoverFirst(dir, args);
  return { dir, disk: { ...projectDisk(dir), scope } };
}

/**
 * The plan for a template in our own plain style; undefined for any other, and where only the parser can tell why it is
 * refused.
 */
async function plainPlan(request: InstanceRequest, base: Base, registry: Registry) {
  const template = base.read(SAM_TEMPLATE);
  if (template === undefined || !isPlain(template)) return undefined;
  try {
    return planAdd(request, base, await plainPorts(registry));
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

async function planOf(request: InstanceRequest, base: Base, registry: Registry): Promise<Plan> {
  const { iac } = readManifest(base).project;
  if (registry.patterns.get(request.pattern)?.isPublishing) {
    const { convertingPorts } = await import('../conversion.ts');
    return planAdd(request, base, await convertingPorts(await addPorts(iac, registry), iac));
  }
  const plan = iac === 'sam' ? await plainPlan(request, base, registry) : undefined;
  return plan ?? planAdd(request, base, await addPorts(iac, registry));
}

/** What a plan leaves to the user beside what its instances say. */
interface More {
  readonly steps?: readonly string[];
  /** What has to be known before it is written. */
  readonly warnings?: readonly string[];
}

/** Shows what a plan adds, and takes it through the end of every command's pipeline. */
export async function executeAdd(
  dir: string,
  plan: Plan,
  args: AddFlags,
  { steps: more = [], warnings = [] }: More = {},
): Promise<void> {
  const last = plan.described.slice(-1);
  const [instance] = last.map((each) => each.instance);
  printMeanings(last, args.json);
  const { installTask } = await import('../../../io/tasks/tasks.ts');
  const install = isNewPackage(plan) ? [installTask(dir, plan.manifest.project)] : [];
  const notAsked = args.install ? [] : install.map(({ command }) => command);
  const steps = await execute(plan, {
    ...args,
    dir,
    warnings,
    isGrave: warnings.length > 0,
    ...(instance && { about: chosenInstance(instance) }),
    nextSteps: (undone) => [...stepsAfterAdd(plan, [...notAsked, ...undone]), ...more],
    tasks: args.install ? install : [],
  });
  if (!args.json) printNext(last, steps);
}

/** Adds one instance to a project, a pattern's or a function's. */
export async function addInstance(
  dir: string,
  request: InstanceRequest,
  args: AddFlags,
  registry: Registry,
): Promise<void> {
  await executeAdd(dir, await planOf(request, diskBase(dir), registry), args);
}
