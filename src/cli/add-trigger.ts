import { resolve } from 'node:path';
import type { OptionValues } from '../core/options.ts';
import { projectPath } from '../core/paths.ts';
import type { Iac } from '../core/project.ts';
import type { Disk } from '../core/tree.ts';
import type { Trigger } from '../core/trigger.ts';
import type { TriggerRequest } from '../extend/request.ts';
import { projectDisk } from '../io/list-files.ts';
import { projectRoot } from '../io/project-root.ts';
import { execute } from './execute.ts';
import { extendKit, formOf } from './extend-kit.ts';
import { printInferred } from './inferred.ts';
import { recoverFirst } from './recovery.ts';
import { printSteps } from './report.ts';

export type Triggers = ReadonlyMap<string, Trigger>;

export interface TriggerArguments {
  readonly function: string;
  readonly type: string;
  readonly cwd: string;
  readonly template?: string;
  readonly stack?: string;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
}

/** Every option that some trigger has: which of them fit is the trigger's own matter, and its help's. */
export const triggerFlags = (triggers: Triggers) =>
  Object.fromEntries(
    [...triggers.values()]
      .flatMap(({ options }) => Object.keys(options))
      .map((key) => [key, { type: 'string', hidden: true } as const]),
  );

function optionsOf(args: object, triggers: Triggers): OptionValues {
  const known = triggerFlags(triggers);
  const given = Object.entries(args).filter(
    ([key, value]) => Object.hasOwn(known, key) && typeof value === 'string',
  );
  return Object.fromEntries(given);
}

function requestOf(args: TriggerArguments, triggers: Triggers): TriggerRequest {
  const { function: fn, type, template, stack } = args;
  return {
    fn,
    type,
    options: optionsOf(args, triggers),
    ...(template ? { template: projectPath(template) } : {}),
    ...(stack ? { stack } : {}),
  };
}

/** The function that is meant, in the form that the project's infrastructure has. */
async function targetOf(disk: Disk, form: Iac, { fn, template, stack }: TriggerRequest) {
  if (form === 'sam') {
    const { samTriggerTarget, findSamFunction } = await import('../extend/sam-target.ts');
    return samTriggerTarget(disk, findSamFunction(disk, fn, template));
  }
  const [{ findCdkFunction }, { cdkTriggerTarget }] = await Promise.all([
    import('../extend/cdk-target.ts'),
    import('../extend/cdk-trigger.ts'),
  ]);
  return cdkTriggerTarget(disk, findCdkFunction(disk, fn, stack));
}

/** `lambda-gen add trigger`. */
export async function addTrigger(args: TriggerArguments, triggers: Triggers): Promise<void> {
  const dir = projectRoot(resolve(args.cwd));
  recoverFirst(dir, args);
  const request = requestOf(args, triggers);
  const disk = projectDisk(dir);
  const form = await formOf(disk, request);
  const kit = await extendKit(disk, form, triggers);
  const target = await targetOf(disk, form, request);
  const { planTrigger } = await import('../extend/plan-trigger.ts');
  const plan = planTrigger(kit, target, request);
  if (!args.json) printInferred(plan.inferred);
  const steps = args.dryRun ? [] : plan.nextSteps;
  await execute(plan, { ...args, dir, nextSteps: steps, tasks: [] });
  if (!args.json && steps.length > 0) printSteps('Next:', steps);
}
