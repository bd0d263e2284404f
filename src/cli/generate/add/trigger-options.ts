import type { TriggerRequest } from '../../../add/trigger/request.ts';
import type { TriggerTarget } from '../../../add/trigger/trigger-target.ts';
import { usageError } from '../../../core/errors.ts';
import type { Trigger } from '../../../core/trigger.ts';
import { openNeeded } from '../../ask/asking.ts';

/** A request, with what was decided for it, in lines to show. */
export interface Settled {
  readonly request: TriggerRequest;
  readonly said: readonly string[];
}

const withOption = (request: TriggerRequest, option: string, value: string): TriggerRequest => ({
  ...request,
  options: { ...request.options, [option]: value },
});

/** Throws an error that asks for an option whose default is only a placeholder; `usage` without a terminal. */
export function requireNeeded(
  request: TriggerRequest,
  trigger: Trigger | undefined,
  canAsk: boolean,
): void {
  const { needs = [], options = {} } = trigger ?? {};
  const [first] = needs;
  if (!first || needs.some((option) => request.options[option] !== undefined)) return;
  if (!canAsk)
    throw usageError(
      `${trigger!.id} needs ${needs.map((option) => `--${option}`).join(' or ')}`,
      `--${first}: ${options[first]!.description}`,
    );
  throw openNeeded(first, options[first]!);
}

/**
 * The only resource is taken where functions share it, such as an API, and where it has to be named, such as a user
 * pool; `new` makes another.
 */
export function withOnly(
  request: TriggerRequest,
  target: TriggerTarget,
  trigger: Trigger | undefined,
): Settled {
  const { option, isShared, isNamed } = trigger?.resource ?? {};
  const isTaken = isShared || isNamed;
  if (!trigger || !option || !isTaken || request.options[option] !== undefined)
    return { request, said: [] };
  const [only, ...others] = target.candidates(trigger);
  if (!only || others.length > 0) return { request, said: [] };
  const line = `${option.padEnd(9)} ${only.shown}; --${option} new makes another`;
  return { request: withOption(request, option, only.id), said: [line] };
}
