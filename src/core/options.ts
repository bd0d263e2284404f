import { usageError } from './errors.ts';
import { didYouMean } from './suggest.ts';

/** One choice of several; the first is the default. */
export interface ChoiceOption {
  readonly kind: 'choice';
  readonly description: string;
  readonly choices: readonly string[];
}

/** Free text with a default; `problem` says why a value is not accepted. */
export interface TextOption {
  readonly kind: 'text';
  readonly description: string;
  readonly default: string;
  readonly problem?: (value: string) => string | undefined;
  /** What an accepted value means, in lines to show; `others` are the values of the options beside it. */
  readonly preview?: (value: string, now: Date, others: OptionValues) => readonly string[];
  /** Why an accepted value no longer makes sense: a new request with it is refused, an existing project is not. */
  readonly outdated?: (value: string, now: Date, others: OptionValues) => string | undefined;
}

export type Option = ChoiceOption | TextOption;
export type OptionSpec = Readonly<Record<string, Option>>;

/** The values a pattern receives, typed from its declaration: a choice's own union, else a string. */
export type ValuesOf<O extends OptionSpec> = {
  readonly [K in keyof O]: O[K] extends { kind: 'choice'; choices: readonly (infer C)[] }
    ? C
    : string;
};

/** Option values as a manifest holds them. */
export type OptionValues = Readonly<Record<string, string>>;

export const choice = <const C extends readonly [string, ...string[]]>(
  description: string,
  choices: C,
) => ({ kind: 'choice', description, choices }) as const;

export const text = (
  description: string,
  value: string,
  problem?: TextOption['problem'],
  inTime: Pick<TextOption, 'preview' | 'outdated'> = {},
): TextOption => ({ kind: 'text', description, default: value, problem, ...inTime });

export const defaultOf = (option: Option) =>
  option.kind === 'choice' ? option.choices[0]! : option.default;

/** The values of a declaration where nobody chose any: an older project lacks those of options that came later. */
export const withDefaults = (spec: OptionSpec, given: OptionValues): OptionValues => ({
  ...Object.fromEntries(Object.entries(spec).map(([key, option]) => [key, defaultOf(option)])),
  ...given,
});

const problemOf = (option: Option, value: string) => {
  if (option.kind === 'text') return option.problem?.(value);
  return option.choices.includes(value) ? undefined : didYouMean(value, option.choices);
};

/** How an option is given: as a flag, as a setting of an instance, or as the value of what it belongs to. */
export type GivenAs = 'flag' | 'setting' | 'value';

function shown(owner: string, key: string, as: GivenAs): string {
  if (as === 'value') return `The value of ${owner}`;
  return as === 'flag' ? `--${key}` : `${owner}.${key}`;
}

const refused = (option: string, value: string, problem: string) =>
  usageError(
    `${option} cannot be ${JSON.stringify(value)}`,
    problem.charAt(0).toUpperCase() + problem.slice(1),
  );

/** Checks given values against the declaration and fills in the defaults; throws `usage`. */
export function parseOptions(
  spec: OptionSpec,
  given: OptionValues,
  owner: string,
  as: GivenAs = 'setting',
): OptionValues {
  for (const key of Object.keys(given))
    if (!Object.hasOwn(spec, key))
      throw usageError(`${owner} has no option "${key}"`, didYouMean(key, Object.keys(spec)));
  const entries = Object.entries(spec).map(([key, option]) => {
    const value = given[key] ?? defaultOf(option);
    const problem = problemOf(option, value);
    if (problem) throw refused(shown(owner, key, as), value, problem);
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}

/** Throws `usage` for a value from `parseOptions` that no longer makes sense. */
export function refuseOutdated(
  spec: OptionSpec,
  values: OptionValues,
  owner: string,
  now: Date,
  as: GivenAs = 'setting',
): void {
  for (const [key, option] of Object.entries(spec)) {
    const value = values[key]!;
    const problem = option.kind === 'text' ? option.outdated?.(value, now, values) : undefined;
    if (problem) throw refused(shown(owner, key, as), value, problem);
  }
}
