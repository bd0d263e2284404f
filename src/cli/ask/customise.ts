import { defaultOf, type Option, type OptionSpec } from '../../core/options.ts';
import type { Offer } from '../generate/offer.ts';
import type { Question } from './ask-one-by-one.ts';
import { askYes, chooseOne, enterText } from './prompts.ts';

/** The options of what is added; a resource of the project is asked for by itself. */
async function optionsOf([verb, kind, what, type]: readonly string[], offer: Offer) {
  if (verb !== 'add') return {};
  if (kind === 'pattern') return (await offer.registry()).patterns.get(what!)?.options ?? {};
  if (kind !== 'trigger') return {};
  const { options = {}, resource, needs = [] } = (await offer.triggers()).get(type!) ?? {};
  const isOther = ([key]: [string, Option]) => key !== resource?.option && !needs.includes(key);
  return Object.fromEntries(Object.entries(options).filter(isOther));
}

/** Asks for the value of an option. */
export const optionQuestion = (option: Option, message = option.description): Question =>
  option.kind === 'choice'
    ? () =>
        chooseOne(
          message,
          option.choices.map((value) => ({ value, label: value })),
        )
    : () =>
        enterText(message, option.default, (value) =>
          value === '' ? undefined : option.problem?.(value),
        );

const isGiven = (argv: readonly string[], key: string) =>
  argv.some((word) => word === `--${key}` || word.startsWith(`--${key}=`));

/** An option that no flag gives, by its name. */
type Open = readonly [key: string, option: Option];

/** The options of what is added that the command line leaves open. */
export async function openOptions(
  words: readonly string[],
  offer: Offer,
  argv: readonly string[],
): Promise<readonly Open[]> {
  const all: OptionSpec = await optionsOf(words, offer);
  return Object.entries(all).filter(([key]) => !isGiven(argv, key));
}

/** The next question after some answers: whether to set options, then one question for each. */
export function nextOption(
  open: readonly Open[],
  [customise, ...given]: readonly string[],
): Question | undefined {
  if (open.length === 0) return undefined;
  const names = open.map(([key]) => key).join(', ');
  if (customise === undefined) return () => askYes(`Customise it? (${names})`);
  const next = customise === 'yes' ? open[given.length] : undefined;
  return next && optionQuestion(next[1]);
}

/** The answers as flags, as far as they are not the defaults. */
export const chosenFlags = (
  open: readonly Open[],
  [, ...given]: readonly string[],
): readonly string[] =>
  given.flatMap((value, n) => {
    const [key, option] = open[n]!;
    return value === defaultOf(option) ? [] : [`--${key}=${value}`];
  });
