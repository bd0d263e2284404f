import type { OptionValues } from '../../src/core/options.ts';
import { STANDING_NAMES } from '../support/extend-hosts.ts';
import type { Variant } from '../support/triggers.ts';

/** What a variant of a trigger is added with: to what the host has, where it takes that. */
export function variantOptions({ trigger, hasResource, taken, given }: Variant): OptionValues {
  const { option, isNamed } = trigger.resource ?? {};
  const existing = taken ? 'OwnRestApi' : STANDING_NAMES[option ?? ''];
  const name = hasResource ? existing : isNamed && 'new';
  const source: OptionValues = trigger.id === 'eventbridge' ? { source: 'my.app' } : {};
  const path: OptionValues = trigger.id === 'http' ? { path: '/probe' } : {};
  const needed = given && 'pattern' in given ? {} : source;
  return { ...needed, ...path, ...given, ...(name && option ? { [option]: name } : {}) };
}
