import { nameSubstitutions, type Substitutions, substitute } from '../../src/core/fold/render.ts';
import { nameForms } from '../../src/core/names.ts';
import { type OptionValues, parseOptions } from '../../src/core/options.ts';
import type { SamFragment } from '../../src/core/pattern.ts';
import type { Trigger } from '../../src/core/trigger.ts';
import { loadRegistry, loadTriggers } from '../../src/io/load-registry.ts';
import { shippedTemplates } from '../../src/io/templates.ts';

export const triggers = [...(await loadTriggers()).values()];

/** One way to add a trigger: what it makes, or takes from the stack. */
export interface Variant {
  readonly trigger: Trigger;
  readonly hasResource: boolean;
  readonly label: string;
  /** Its type and the class of its construct, where those are not the first that the trigger can take. */
  readonly taken?: { readonly type: string; readonly construct: string };
  /** Options other than the default. */
  readonly given?: OptionValues;
}

const kindsOf = ({ resource }: Trigger) => (resource ? [false, true] : [false]);

/** Triggers that do otherwise for another kind of resource. */
const REST: readonly Variant[] = triggers
  .filter(({ id }) => id === 'http')
  .map((trigger) => ({
    trigger,
    hasResource: true,
    taken: { type: 'AWS::Serverless::Api', construct: 'RestApi' },
    label: 'http, rest',
  }));

export const variants: readonly Variant[] = triggers
  .flatMap((trigger): readonly Variant[] =>
    kindsOf(trigger).map((hasResource) => ({
      trigger,
      hasResource,
      label: `${trigger.id}, ${hasResource ? 'existing' : 'new'}`,
    })),
  )
  .concat(REST);

/** Every choice that is not the default, and texts beside the default where a template holds them. */
const OTHERS: Readonly<Record<string, readonly OptionValues[]>> = {
  cognito: [{ operation: 'pre-token-generation' }, { operation: 'custom-message' }],
  'dynamodb-stream': [
    { 'batch-size': '7', 'starting-position': 'LATEST' },
    { filter: '{"eventName":["INSERT"]}' },
  ],
  eventbridge: [
    { source: 'shop.orders', 'detail-type': 'Order Placed' },
    { pattern: '{"source":["my.app"],"detail":{"total":[{"numeric":[">",100]}],"at":["it\'s"]}}' },
  ],
  http: [{ auth: 'none', method: 'ANY', path: '/orders/{id}' }],
  kinesis: [
    { 'batch-size': '7', 'starting-position': 'LATEST' },
    { filter: '{"data":{"type":["click"]}}' },
  ],
  s3: [{ prefix: 'in/photos/' }, { suffix: '.jpg' }],
  schedule: [{ schedule: 'cron(0 9 ? * MON-FRI *)', timezone: 'Europe/Vienna' }],
  sqs: [{ 'batch-size': '7', 'max-concurrency': '77' }, { fifo: 'yes' }],
};

/** The variants with every option at its default, and those with others. */
export const allVariants: readonly Variant[] = variants.flatMap((variant) => [
  variant,
  ...(OTHERS[variant.trigger.id] ?? []).map((given) => ({
    ...variant,
    given,
    label: `${variant.label}, ${Object.values(given).join(' ')}`,
  })),
]);

export const contribution = (
  { trigger, hasResource, taken, given = {} }: Variant,
  isOwn: boolean,
) => {
  const options = parseOptions(trigger.options, given, trigger.id);
  const context = { iac: 'sam', isOwn, options, hasResource } as const;
  return {
    options,
    ...trigger.contribute({ ...context, ...(taken && { resourceType: taken.type }) }),
  };
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
    __fn__: 'fn',
    __resource__: 'resource',
    __visibility__: '180',
    ...replace,
    ...more,
  };
}

export function rendered(
  variant: Variant,
  source: SamFragment,
  kebab = 'resize',
  more: Substitutions = {},
): string {
  const { fragment, replace } =
    typeof source === 'string' ? { fragment: source, replace: {} } : source;
  return substitute(
    substitute(textOf(variant, fragment), replace),
    substitutions(variant, kebab, more),
  );
}

export const patternIds = [...(await loadRegistry()).patterns.keys()];
