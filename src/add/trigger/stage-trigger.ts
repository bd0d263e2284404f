import { isDeepStrictEqual } from 'node:util';
import { AppError, refusal } from '../../core/errors.ts';
import type { ForeignManifest, Manifest } from '../../core/manifest.ts';
import { toKebab } from '../../core/names.ts';
import { parseOptions } from '../../core/options.ts';
import type { Trigger, TriggerContribution } from '../../core/trigger.ts';
import type { Kit } from '../../host/kit.ts';
import { ORDINALS } from '../names.ts';
import { newStaging, type Staging } from '../staging.ts';
import { stands } from '../standing-text.ts';
import type { CheckedTrigger } from './request.ts';
import type { StageAs, Staged, TriggerTarget } from './trigger-target.ts';

/** A trigger that is to be staged, and what the project has of its kind. */
export interface WantedTrigger {
  readonly kit: Kit;
  readonly target: TriggerTarget;
  readonly checked: CheckedTrigger;
  readonly contribution: TriggerContribution;
  readonly manifest: Manifest | ForeignManifest;
}

/** A trigger's key in the manifest: a second one of its kind has a 2 behind it. */
export const triggerKey = ({ id }: TriggerTarget, trigger: Trigger, ordinal: number) =>
  `${toKebab(id)}/${trigger.id}${ordinal === 1 ? '' : `-${ordinal}`}`;

const recordOf = ({ target, checked, manifest }: WantedTrigger, ordinal: number) =>
  manifest.additions.find(({ key }) => key === triggerKey(target, checked.trigger, ordinal));

/** Whether the manifest has the same trigger under that ordinal, of this function or of another of its name. */
function isSame(wanted: WantedTrigger, ordinal: number): boolean {
  const { trigger, options } = wanted.checked;
  const record = recordOf(wanted, ordinal);
  // An option may be younger than the addition
  const defaults = parseOptions(trigger.options, {}, trigger.id);
  return record !== undefined && isDeepStrictEqual({ ...defaults, ...record.options }, options);
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
  const { kit, target, checked, contribution } = wanted;
  const stage = target.stager(newStaging(kit), checked, contribution);
  const found = same.find((ordinal) => isThere(stage, ordinal));
  return found === undefined ? undefined : triggerKey(target, checked.trigger, found);
}

/** Whether nothing has that ordinal, or the same trigger had it until somebody took it out by hand. */
function isFree(wanted: WantedTrigger, ordinal: number): boolean {
  const record = recordOf(wanted, ordinal);
  return !record || (isSame(wanted, ordinal) && !stands(wanted.kit.disk, record));
}

/** What stands under a numbered name that the manifest does not know is the first of another function. */
const isAnothers = ({ isThere, ordinal }: Staged) => isThere && ordinal > 1;

/** Stages a trigger under the first ordinal whose names are free, or under the given one. */
export function stageTrigger(wanted: WantedTrigger, staging: Staging, given?: number): Staged {
  const { target, checked, contribution } = wanted;
  const stage = target.stager(staging, checked, contribution);
  const ordinals = given ? [given] : ORDINALS.filter((ordinal) => isFree(wanted, ordinal));
  let refused: AppError | undefined;
  for (const ordinal of ordinals) {
    try {
      const staged = stage(ordinal);
      if (staged && (given || !isAnothers(staged))) return staged;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused ??= error;
    }
  }
  throw (
    refused ?? refusal(`All names that a ${checked.trigger.id} of ${target.id} could get are taken`)
  );
}
