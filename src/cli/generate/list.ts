import { offered, optionPatterns } from '../../core/fold/resolve.ts';
import type { Option, OptionSpec, OptionValues } from '../../core/options.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { Registry } from '../../core/ports.ts';
import type { ProjectFunction, ProjectFunctions } from '../ask/project-functions.ts';
import { print, printError, printProse } from '../ui.ts';
import { PROJECT_OPTIONS } from './project-options.ts';

/** Something on offer: a pattern, a trigger or an option. */
export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly options: OptionSpec;
  /** Options that have no default. */
  readonly needs?: readonly string[];
  /** Options that have no effect beside these values. */
  idle?(options: OptionValues): readonly string[];
}

type Offers<T extends Offer = Offer> = ReadonlyMap<string, T>;

const valuesOf = (option: Option) =>
  option.kind === 'choice' ? option.choices.join(' | ') : option.default;

const flagLines = ({ options, needs = [] }: Pick<Offer, 'options' | 'needs'>) =>
  Object.entries(options).map(([key, option]) => {
    const values = needs.includes(key) ? '' : valuesOf(option);
    return `${`  --${key} ${values}`.trimEnd()}\n      ${option.description}`;
  });

/** The options of each pattern or trigger, for the help of the command that takes them. */
export const optionsHelp = (what: string, offers: Offers) =>
  [
    `Options of each ${what} (the first value is the default):`,
    ...[...offers.values()].map((offer) => [offer.id, ...flagLines(offer)].join('\n')),
  ].join('\n\n');

const described = (offer: Offer, more: readonly string[] = []) =>
  [
    offer.id,
    `  ${offer.title}. ${offer.summary}`,
    ...more.map((line) => `  ${line}`),
    ...flagLines(offer),
  ].join('\n');

const ofPattern = (pattern: Pattern) =>
  described(pattern, [
    pattern.services.join(', '),
    `Called "${pattern.defaultName}" unless named otherwise.`,
  ]);

export const patternsText = (patterns: Offers<Pattern>) =>
  [...patterns.values()].map(ofPattern).join('\n\n');

export const triggersText = (triggers: Offers) =>
  [...triggers.values()].map((each) => described(each)).join('\n\n');

/** A production option as `add option` takes it: its first setting is the value, the others are flags. */
export function optionHelp({ options, ...offer }: Offer): string {
  const [value, ...flags] = Object.entries(options);
  if (!value) return described({ ...offer, options });
  const values = `<value>  ${value[1].description}: ${valuesOf(value[1])}`;
  return described({ ...offer, options: Object.fromEntries(flags) }, [values]);
}

export const optionsText = (options: Offers) => [...options.values()].map(optionHelp).join('\n\n');

/** All that `add option` takes. */
export const offeredOptions = (registry: Registry): Offers =>
  new Map<string, Offer>([
    ...optionPatterns(registry),
    ...PROJECT_OPTIONS.map((each) => [each.id, each] as const),
  ]);

const asJson = (value: unknown) => JSON.stringify(value, null, 2);

/** What is on offer of one kind, as `text` shows it. */
export function list<T extends Offer>(
  offers: Offers<T>,
  text: (offers: Offers<T>) => string,
  json: boolean,
): void {
  if (json) print(asJson([...offers.values()]));
  else printProse(text(offers));
}

const linesOf = (functions: readonly ProjectFunction[]) => functions.map(({ shown }) => shown);

/** The functions of the project, as commands take them. */
export function listFunctions({ functions, unread }: ProjectFunctions, json: boolean): void {
  if (json || functions.length > 0) print(json ? asJson(functions) : linesOf(functions).join('\n'));
  if (unread.length > 0)
    printError(
      ['! May be functions as well. Install the packages first, to know:', ...linesOf(unread)].join(
        '\n  ',
      ),
    );
  else if (functions.length === 0) printError('The project has no functions.');
}

/** All kinds: what `add pattern`, `add trigger` and `add option` take. */
export function listAll(registry: Registry, triggers: Offers, json: boolean): void {
  const patterns = offered(registry);
  const options = offeredOptions(registry);
  const all = { patterns, triggers, options };
  if (json) {
    const lists = Object.entries(all).map(([kind, offers]) => [kind, [...offers.values()]]);
    print(asJson(Object.fromEntries(lists)));
    return;
  }
  const texts = [
    ...['Patterns', patternsText(patterns), 'Triggers', triggersText(triggers)],
    ...['Options', optionsText(options)],
  ];
  printProse(texts.join('\n\n'));
}
