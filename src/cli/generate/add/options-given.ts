import type { OptionValues } from '../../../core/options.ts';
import type { Trigger } from '../../../core/trigger.ts';

export type Triggers = ReadonlyMap<string, Trigger>;

/** The options that were given, of those that are `known`. */
export const optionsOf = (args: object, known: object): OptionValues =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([key, value]) => Object.hasOwn(known, key) && typeof value === 'string',
    ),
  );
