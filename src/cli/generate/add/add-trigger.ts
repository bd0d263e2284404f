import type { TriggerRequest } from '../../../add/trigger/request.ts';
import type { TriggerTarget } from '../../../add/trigger/trigger-target.ts';
import { usageError } from '../../../core/errors.ts';
import { isOwnProject, readAnyManifest } from '../../../core/manifest.ts';
import { refuseOutdated } from '../../../core/options.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import type { Trigger } from '../../../core/trigger.ts';
import { asking, canAsk, OpenFlag } from '../../ask/asking.ts';
import { chosen } from '../../ask/chosen.ts';
import { checkSteps } from '../../next-steps.ts';
import { extendContext, formOf, refuseMissing } from '../extend-context.ts';
import { hiddenFlags } from '../flags.ts';
import { type PlaceFlags, placeOf } from '../place.ts';
import { type ExtendFlags, runExtend } from '../run-extend.ts';
import { openProject } from './add-instance.ts';
import { optionsOf, type Triggers } from './options-given.ts';
import { targetFinder } from './trigger-finder.ts';
import { requireNeeded, type Settled, withOnly } from './trigger-options.ts';

export interface TriggerArguments extends ExtendFlags, PlaceFlags {
  readonly function: string;
  readonly type: string;
  /** Whether a second trigger of one kind is wanted. */
  readonly another?: boolean;
  readonly fix: boolean;
}

export const triggerFlags = (triggers: Triggers) =>
  hiddenFlags([...triggers.values()].flatMap(({ options }) => Object.keys(options)));

/** Both arguments are words; the function comes first. */
function refuseSwapped({ function: fn, type }: TriggerArguments, triggers: Triggers): void {
  if (triggers.has(type) || !triggers.has(fn)) return;
  throw usageError(
    `There is no trigger "${type}"`,
    `The function comes first: lambda-gen add trigger ${type} ${fn}`,
  );
}

function requestOf(dir: string, args: TriggerArguments, triggers: Triggers): TriggerRequest {
  const { function: fn, type, fix, another = false } = args;
  return {
    fn,
    type,
    fix,
    another,
    options: optionsOf(args, triggerFlags(triggers)),
    ...placeOf(dir, args),
  };
}

const languageOf = (handler = '') => (/\.[cm]?jsx?$/.test(handler) ? 'js' : 'ts');

/** Throws what asks for the resource that a trigger takes, when the stack has some that fit. */
function askForResource(
  request: TriggerRequest,
  target: TriggerTarget,
  trigger: Trigger | undefined,
): void {
  const { option, isNamed } = trigger?.resource ?? {};
  const all = trigger ? target.candidates(trigger) : [];
  if (!option || request.options[option] !== undefined) return;
  if (all.length === 0 && !isNamed) return;
  const fresh = [{ value: isNamed ? 'new' : '', label: `a new ${option}` }];
  const existing = all.map(({ id, shown }) => ({ value: id, label: shown }));
  throw new OpenFlag(option, async () => {
    const { chooseOne } = await import('../../ask/prompts.ts');
    return chooseOne(`Which ${option}?`, [...fresh, ...existing]);
  });
}

/** The request with the resource that it takes: asked for in a terminal, else the only one that functions share. */
function withTaken(
  request: TriggerRequest,
  target: TriggerTarget,
  trigger: Trigger | undefined,
  isAsked: boolean,
): Settled {
  if (isAsked) askForResource(request, target, trigger);
  return isAsked ? { request, said: [] } : withOnly(request, target, trigger);
}

/** What is left in a project of ours where the handler needs nothing more. */
function stepsFor(disk: Disk): readonly string[] {
  const manifest = readAnyManifest(disk);
  return isOwnProject(manifest) ? checkSteps(manifest.project.packageManager) : [];
}

async function run(args: TriggerArguments, triggers: Triggers): Promise<void> {
  refuseSwapped(args, triggers);
  const { dir, disk } = openProject(args);
  const request = requestOf(dir, args, triggers);
  const form = await formOf(disk, request);
  refuseMissing(disk);
  const target = (await targetFinder(form))(disk, request);
  const context = await extendContext(disk, form, triggers, languageOf(target.handler));
  const [{ hasTrigger, planTrigger }, { checkTrigger }] = await Promise.all([
    import('../../../add/trigger/plan-trigger.ts'),
    import('../../../add/trigger/request.ts'),
  ]);
  const trigger = triggers.get(request.type);
  requireNeeded(request, trigger, canAsk(args));
  // The only API may be the one that the same command made
  const isUnnamed = trigger?.resource?.isNamed && !request.options[trigger.resource.option];
  const isThere = !isUnnamed && hasTrigger(context, target, request);
  const { request: asked, said } = isThere
    ? { request, said: [] }
    : withTaken(request, target, trigger, canAsk(args));
  const found = planTrigger(context, target, asked);
  const isOver = found.changes.length === 0 || found.nextSteps.length > 0;
  const nextSteps = isOver ? found.nextSteps : stepsFor(disk);
  const plan = { ...found, inferred: [...found.inferred, ...said], nextSteps };
  const { options } = checkTrigger(context, asked);
  // An existing one may have had its time
  if (plan.changes.length > 0 && trigger)
    refuseOutdated(trigger.options, options, trigger.id, new Date(), 'flag');
  await runExtend(dir, args, plan, chosen(`${asked.type} for ${asked.fn}`, options));
}

/** `lambda-gen add trigger`. */
export const addTrigger = (args: TriggerArguments, triggers: Triggers): Promise<void> =>
  asking(args, (each) => run(each, triggers));
