import { defaultOf, type Option, type OptionSpec } from '../../core/options.ts';
import type { Offer } from '../generate/offer.ts';
import { askOneByOne, type Question } from './ask-one-by-one.ts';
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
export const question = (option: Option): Question =>
  option.kind === 'choice'
    ? () =>
        chooseOne(
          option.description,
          option.choices.map((value) => ({ value, label: value })),
        )
    : () =>
        enterText(option.description, option.default, (value) =>
          value === '' ? undefined : option.problem?.(value),
        );

const isGiven = (argv: readonly string[], key: string) =>
  argv.some((word) => word === `--${key}` || word.startsWith(`--${key}=`));

/** Flags for the options that the user wants to choose: one question, and one for each where the answer is yes. */
export async function customised(
  words: readonly string[],
  offer: Offer,
  argv: readonly string[],
): Promise<readonly string[]> {
  const all: OptionSpec = await optionsOf(words, offer);
  const open = Object.entries(all).filter(([key]) => !isGiven(argv, key));
  if (open.length === 0) return [];
  const names = open.map(([key]) => key).join(', ');
  const answers = await askOneByOne(([customise, ...given]) => {
    if (customise === undefined) return () => askYes(`Customise it? (${names})`);
    const next = customise === 'yes' ? open[given.length] : undefined;
    return next && question(next[1]);
  });
  const chosen = answers.slice(1).map((value, n) => [open[n]!, value] as const);
  return chosen.flatMap(([[key, option], value]) =>
    value === defaultOf(option) ? [] : [`--${key}=${value}`],
  );
}
