import { nameForms } from '../../src/core/names.ts';
import { parseOptions } from '../../src/core/options.ts';
import { nameSubstitutions, type Substitutions, substitute } from '../../src/core/render.ts';
import type { Trigger } from '../../src/core/trigger.ts';
import { loadRegistry } from '../../src/io/load-registry.ts';
import { shippedTemplates } from '../../src/io/templates.ts';

export const triggers = [...(await loadRegistry()).triggers.values()];

/** One way to add a trigger: what it makes, or takes from the stack. */
export interface Variant {
  readonly trigger: Trigger;
  readonly hasResource: boolean;
  readonly label: string;
}

const kindsOf = ({ resource }: Trigger) =>
  resource?.isRequired ? [true] : resource ? [false, true] : [false];

export const variants: readonly Variant[] = triggers.flatMap((trigger) =>
  kindsOf(trigger).map((hasResource) => ({
    trigger,
    hasResource,
    label: `${trigger.id}, ${hasResource ? 'existing' : 'new'}`,
  })),
);

export const contribution = ({ trigger, hasResource }: Variant, isOwn: boolean, given = {}) => {
  const options = parseOptions(trigger.options, given, trigger.id);
  return { options, ...trigger.contribute({ iac: 'sam', isOwn, options, hasResource }) };
};

export const textOf = ({ trigger }: Variant, path: string) => {
  const text = shippedTemplates.read(`triggers/${trigger.id}/${path}`);
  if (text === undefined) throw new Error(`${trigger.id} has no ${path}`);
  return text;
};

/** What stands for the sentinels of a trigger that is added to the function `Resize`. */
export function substitutions(
  variant: Variant,
  kebab: string,
  more: Substitutions = {},
): Substitutions {
  const { options, replace } = contribution(variant, false);
  const named = Object.entries(options).map(([key, value]) => [`__${key}__`, value]);
  return {
    ...Object.fromEntries(named),
    ...nameSubstitutions(nameForms(kebab)),
    __Function__: 'Resize',
    __Resource__: 'Standing',
    __Role__: '!Ref ResizeRole',
    __visibility__: '180',
    ...replace,
    ...more,
  };
}

export const rendered = (variant: Variant, path: string, kebab = 'resize') =>
  substitute(textOf(variant, path), substitutions(variant, kebab));
