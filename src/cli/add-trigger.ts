import type { OptionValues } from '../core/options.ts';
import { projectPath } from '../core/paths.ts';
import type { Iac } from '../core/project.ts';
import type { Disk } from '../core/tree.ts';
import type { Trigger } from '../core/trigger.ts';
import type { TriggerRequest } from '../extend/request.ts';
import { projectDisk } from '../io/list-files.ts';
import { openProject } from './add-instance.ts';
import { extendKit, formOf } from './extend-kit.ts';
import { type ExtendFlags, runExtend } from './run-extend.ts';

export type Triggers = ReadonlyMap<string, Trigger>;

export interface TriggerArguments extends ExtendFlags {
  readonly function: string;
  readonly type: string;
  readonly template?: string;
  readonly stack?: string;
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

/** Finds the function that is meant, in the form that the project's infrastructure has. */
export async function targetFinder(form: Iac) {
  if (form === 'sam') {
    const { samTriggerTarget, findSamFunction } = await import('../extend/sam-target.ts');
    return (disk: Disk, { fn, template }: TriggerRequest) =>
      samTriggerTarget(disk, findSamFunction(disk, fn, template));
  }
  const [{ findCdkFunction }, { cdkTriggerTarget }] = await Promise.all([
    import('../extend/cdk-target.ts'),
    import('../extend/cdk-trigger.ts'),
  ]);
  return (disk: Disk, { fn, stack }: TriggerRequest) =>
    cdkTriggerTarget(disk, findCdkFunction(disk, fn, stack));
}

const languageOf = (handler = '') => (/\.[cm]?jsx?$/.test(handler) ? 'js' : 'ts');

/** `lambda-gen add trigger`. */
export async function addTrigger(args: TriggerArguments, triggers: Triggers): Promise<void> {
  const dir = openProject(args);
  const request = requestOf(args, triggers);
  const disk = projectDisk(dir);
  const form = await formOf(disk, request);
  const target = (await targetFinder(form))(disk, request);
  const kit = await extendKit(disk, form, triggers, languageOf(target.handler));
  const { planTrigger } = await import('../extend/plan-trigger.ts');
  const plan = planTrigger(kit, target, request);
  await runExtend(dir, args, plan);
}
