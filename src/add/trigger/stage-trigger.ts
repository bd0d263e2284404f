import { isDeepStrictEqual } from 'node:util';
import { ownerOf, type TriggerId } from '../../core/additions.ts';
import { AppError, refusal } from '../../core/errors.ts';
import type { ForeignManifest, Manifest } from '../../core/manifest.ts';
import { toKebab } from '../../core/names.ts';
import { parseOptions } from '../../core/options.ts';
import type { Trigger, TriggerContribution } from '../../core/trigger.ts';
import type { ExtendContext } from '../../host/context.ts';
import { isPresent } from '../is-present.ts';
import { ORDINALS } from '../names.ts';
import { newStaging, type Staging } from '../staging.ts';
import type { CheckedTrigger } from './request.ts';
import type { StageAs, Staged, TriggerTarget } from './trigger-target.ts';

/** A trigger to stage, and what the project has of its kind. */
export interface WantedTrigger {
  readonly context: ExtendContext;
  readonly target: TriggerTarget;
  readonly checked: CheckedTrigger;
  readonly contribution: TriggerContribution;
  readonly manifest: Manifest | ForeignManifest;
}

/** What the manifest knows a trigger by. */
export const triggerId = ({ id }: TriggerTarget, trigger: Trigger, ordinal: number): TriggerId => ({
  function: toKebab(id),
  type: trigger.id,
  ordinal,
});

const keyOf = ({ target, checked }: WantedTrigger, ordinal: number) =>
  ownerOf({ kind: 'trigger', ...triggerId(target, checked.trigger, ordinal), options: {} });

function recordOf(wanted: WantedTrigger, ordinal: number) {
  const key = keyOf(wanted, ordinal);
  return wanted.manifest.additions.find((each) => ownerOf(each) === key);
}

/** Whether the manifest has the same trigger under that ordinal, of this function or of another of its name. */
function isSame(wanted: WantedTrigger, ordinal: number): boolean {
  const { trigger, options } = wanted.checked;
  const record = recordOf(wanted, ordinal);
  // An option may be younger than the addition
  const defaults = parseOptions(trigger.options, {}, trigger.id);
  return (
    record !== undefined &&
    !record.isLeft &&
    isDeepStrictEqual({ ...defaults, ...record.options }, options)
  );
}

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && error.kind === 'refused';

function isThere(stage: StageAs, ordinal: number): boolean {
  try {
    return stage(ordinal)?.isThere ?? false;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** The key of the same trigger, when manifest and infrastructure have it: then there is nothing to add. */
export function standingKey(wanted: WantedTrigger): string | undefined {
  const same = ORDINALS.filter((ordinal) => isSame(wanted, ordinal));
  if (same.length === 0) return undefined;
  const { context, target, checked, contribution } = wanted;
  const stage = target.stager(newStaging(context), checked, contribution);
  const found = same.find((ordinal) => isThere(stage, ordinal));
  return found === undefined ? undefined : keyOf(wanted, found);
}

/** Whether nothing has that ordinal, or the same trigger had it until somebody took it out by hand. */
function isFree(wanted: WantedTrigger, ordinal: number): boolean {
  const record = recordOf(wanted, ordinal);
  if (!record || record.isLeft) return true;
  const made = wanted.manifest.made[keyOf(wanted, ordinal)];
  return isSame(wanted, ordinal) && !isPresent(wanted.context.disk, made);
}

/** Whether a trigger under a numbered name is another function's: the manifest records no such trigger of this one. */
const isAnothers = ({ isThere, ordinal }: Staged) => isThere && ordinal > 1;

/** Stages a trigger under the first ordinal whose names are free. */
export function stageTrigger(wanted: WantedTrigger, staging: Staging): Staged {
  const { target, checked, contribution } = wanted;
  const stage = target.stager(staging, checked, contribution);
  const ordinals = ORDINALS.filter((ordinal) => isFree(wanted, ordinal));
  let refused: AppError | undefined;
  for (const ordinal of ordinals) {
    try {
      const staged = stage(ordinal);
      if (staged && !isAnothers(staged)) return staged;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused ??= error;
    }
  }
  throw (
    refused ??
    refusal(`Every name for another ${checked.trigger.id} trigger of ${target.id} is taken`)
  );
}
