import { usageError } from '../../core/errors.ts';
import { type OptionValues, parseOptions } from '../../core/options.ts';
import type { ProjectPath } from '../../core/paths.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Trigger } from '../../core/trigger.ts';
import type { ExtendContext } from '../../host/context.ts';

/** A trigger as it was asked for. */
export interface TriggerRequest {
  /** The function: its id, its name, or the module it runs. */
  readonly fn: string;
  readonly type: string;
  readonly options: OptionValues;
  readonly template?: ProjectPath;
  readonly stack?: string;
  /** Whether existing values are changed that a rule refuses, where the edit is plain. */
  readonly fix?: boolean;
  /** Whether a second trigger of one kind may come; `false` refuses one that differs in its options alone. */
  readonly another?: boolean;
}

/** A request that has been checked. */
export interface CheckedTrigger {
  readonly trigger: Trigger;
  readonly options: OptionValues;
  /** The existing resource to use, as it was named; undefined for a new one. */
  readonly resource: string | undefined;
}

/** The trigger of that id; throws `usage` with the nearest id. */
export function findTrigger({ triggers }: Pick<ExtendContext, 'triggers'>, id: string): Trigger {
  const trigger = triggers.get(id);
  if (trigger) return trigger;
  throw usageError(`There is no trigger "${id}"`, didYouMean(id, [...triggers.keys()]));
}

/** Checks a request's trigger and options; throws `usage`. */
export function checkTrigger(
  context: Pick<ExtendContext, 'triggers'>,
  request: TriggerRequest,
): CheckedTrigger {
  const trigger = findTrigger(context, request.type);
  const options = parseOptions(trigger.options, request.options, trigger.id, 'flag');
  const resource = trigger.resource && (options[trigger.resource.option] || undefined);
  return { trigger, options, resource };
}

/** The placeholders of the options in a trigger's templates. */
export const optionSubstitutions = (options: OptionValues) =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [`__${key}__`, value]));
