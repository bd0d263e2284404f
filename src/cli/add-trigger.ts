import { resolve } from 'node:path';
import type { OptionValues } from '../core/options.ts';
import { projectPath } from '../core/paths.ts';
import type { Trigger } from '../core/trigger.ts';
import type { Kit } from '../extend/kit.ts';
import type { TriggerTarget } from '../extend/plan-trigger.ts';
import type { TriggerRequest } from '../extend/request.ts';
import { projectDisk } from '../io/list-files.ts';
import { projectRoot } from '../io/project-root.ts';
import { execute } from './execute.ts';
import { printInferred } from './inferred.ts';
import { recoverFirst } from './recovery.ts';
import { printSteps } from './report.ts';
import { addWorkshop } from './workshop.ts';

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

/** Sucrase is loaded only where JavaScript is written. */
async function stripper() {
  const { transform } = await import('sucrase');
  return (code: string) =>
    transform(code, { transforms: ['typescript'], disableESTransforms: true }).code;
}

/** The function that is meant, and a kit whose editors are loaded for its form. */
async function prepare(dir: string, request: TriggerRequest, triggers: Triggers) {
  const disk = projectDisk(dir);
  const { samTriggerTarget, findSamFunction } = await import('../extend/sam-target.ts');
  const workshop = await addWorkshop('sam');
  const kit: Kit = { disk, workshop, triggers, stripTypes: await stripper() };
  const target: TriggerTarget = samTriggerTarget(
    disk,
    findSamFunction(disk, request.fn, request.template),
  );
  return { kit, target };
}

/** `lambda-gen add trigger`. */
export async function addTrigger(args: TriggerArguments, triggers: Triggers): Promise<void> {
  const dir = projectRoot(resolve(args.cwd));
  recoverFirst(dir, args);
  const request = requestOf(args, triggers);
  const { kit, target } = await prepare(dir, request, triggers);
  const { planTrigger } = await import('../extend/plan-trigger.ts');
  const plan = planTrigger(kit, target, request);
  if (!args.json) printInferred(plan.inferred);
  const steps = args.dryRun ? [] : plan.nextSteps;
  await execute(plan, { ...args, dir, nextSteps: steps, tasks: [] });
  if (!args.json && steps.length > 0) printSteps('Next:', steps);
}
