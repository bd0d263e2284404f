import type { Addition } from '../../core/additions.ts';
import { readAnyManifest } from '../../core/manifest.ts';
import type { Iac } from '../../core/project.ts';
import type { Disk } from '../../core/tree/tree.ts';
import type { ExtendPlan, Kit } from '../../host/kit.ts';
import type { NamedKind } from '../../remove/plan-remove.ts';
import type { Replay } from '../../remove/rebuild.ts';
import { createWorkshop } from '../workshop.ts';
import { openProject } from './add-instance.ts';
import { targetFinder } from './add-trigger.ts';
import { extendKit, formOf } from './extend-kit.ts';
import type { Triggers } from './options-given.ts';
import { type ExtendFlags, runExtend } from './run-extend.ts';

export interface NamedArguments extends ExtendFlags {
  readonly kind: NamedKind;
  readonly name: string;
}

export interface RemoveTriggerArguments extends ExtendFlags {
  readonly function: string;
  readonly type: string;
}

/** Plans a trigger of the manifest anew, as `add trigger` did. */
export async function replayer(form: Iac): Promise<Replay> {
  const [{ planTrigger }, find] = await Promise.all([
    import('../../add/trigger/plan-trigger.ts'),
    targetFinder(form),
  ]);
  return (kit: Kit, { key, options }: Addition) => {
    const [, fn = '', type = '', ordinal = '1'] = /^(.*)\/(.*?)(?:-(\d+))?$/.exec(key) ?? [];
    const request = { fn, type, options, ordinal: Number(ordinal) };
    return planTrigger(kit, find(kit.disk, request), request);
  };
}

/** What the patterns need that stay in a project that somebody else wrote. */
async function creating(disk: Disk): Promise<Pick<Kit, 'create'>> {
  const hasPatterns = readAnyManifest(disk).additions.some(({ kind }) => kind === 'pattern');
  return hasPatterns ? { create: await createWorkshop() } : {};
}

type PlanRemoval = (kit: Kit, replay: Replay) => ExtendPlan;

async function run(args: ExtendFlags, triggers: Triggers, plan: PlanRemoval): Promise<void> {
  const { dir, disk } = openProject(args);
  const form = await formOf(disk, {});
  const kit = { ...(await extendKit(disk, form, triggers)), ...(await creating(disk)) };
  await runExtend(dir, args, plan(kit, await replayer(form)));
}

/** `lambda-gen remove pattern` and `remove function`. */
export async function removeNamed(args: NamedArguments, triggers: Triggers): Promise<void> {
  const { planRemoveNamed } = await import('../../remove/plan-remove.ts');
  await run(args, triggers, (kit, replay) =>
    planRemoveNamed(kit, readAnyManifest(kit.disk), args, replay),
  );
}

/** `lambda-gen remove trigger`. */
export async function removeTrigger(
  args: RemoveTriggerArguments,
  triggers: Triggers,
): Promise<void> {
  const { planRemoveTrigger } = await import('../../remove/plan-remove.ts');
  await run(args, triggers, (kit, replay) =>
    planRemoveTrigger(kit, readAnyManifest(kit.disk), args.function, args.type, replay),
  );
}
