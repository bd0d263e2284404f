import { type InstanceRequest, offered, optionPatterns } from '../../core/fold/resolve.ts';
import { defaultOf } from '../../core/options.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { Registry } from '../../core/ports.ts';
import { PACKAGE_TYPES, type Project } from '../../core/project.ts';
import type { NamedQuestion } from '../ask/ask-one-by-one.ts';
import { optionQuestion } from '../ask/customise.ts';
import { askYes, chooseOne, enterText } from '../ask/prompts.ts';
import { type Answers, type CreateArguments, parsePattern } from './arguments.ts';

type Given = ReadonlyMap<string, string>;

/** A question that is asked only after some answers. */
interface OptionalQuestion extends NamedQuestion {
  readonly when: (given: Given) => boolean;
}

/** What the user has chosen beside the patterns. */
export interface Customised {
  /** As `--set` takes them. */
  readonly settings: readonly string[];
  readonly options: readonly InstanceRequest[];
  readonly packageType?: Project['packageType'];
}

const CUSTOMISE = 'customise';

const NONE = 'none';

/** How functions are packed, which is the project's own and no option of an instance. */
const PACKAGE = 'package';

const askPackage = () =>
  chooseOne(
    'Functions in zip files, or in a container image, for native programs and up to 10 GB ($0.02 a month for each repository)?',
    PACKAGE_TYPES.map((value) => ({ value, label: value })),
  );

const isWanted = (given: Given) => given.get(CUSTOMISE) === 'yes';

/** An image has no layers. */
const mayBeImage = (args: CreateArguments) => (given: Given) =>
  isWanted(given) && (args.layer ?? given.get('layer') ?? NONE) === NONE;

/** Whether a flag has answered it: `--set`, or `--database` of where items are kept. */
const isSet = ({ set = [], database }: CreateArguments, name: string) =>
  set.some((setting) => setting.startsWith(`${name}=`)) ||
  (database !== undefined && name.endsWith('.store'));

/** The options of the instances, by the name that `--set` has for them. */
function settingsOf(args: CreateArguments, { patterns }: Answers, registry: Registry) {
  const all = patterns.map(parsePattern).flatMap(({ pattern, name }) => {
    const { options = {}, defaultName = '' } = offered(registry).get(pattern) ?? {};
    const instance = name ?? defaultName;
    return Object.entries(options).map(([key, option]) => ({
      name: `${instance}.${key}`,
      option,
      message: `${instance}: ${option.description}`,
    }));
  });
  return all.filter(({ name }) => !isSet(args, name));
}

/** The production options, each with what it is for and what it costs. */
const productionOf = (args: CreateArguments, registry: Registry): readonly Pattern[] =>
  [...optionPatterns(registry).values()].filter(
    ({ id }) => (args as Readonly<Record<string, unknown>>)[id] === undefined,
  );

/** One that takes a value has it asked for; none is no. */
function productionQuestion({ title, summary, options }: Pattern): NamedQuestion['ask'] {
  const [setting] = Object.values(options);
  if (!setting) return () => askYes(`${title}? ${summary}`);
  if (setting.kind === 'choice') {
    const choices = [NONE, ...setting.choices].map((value) => ({ value, label: value }));
    return () => chooseOne(`${title}? ${summary}`, choices);
  }
  return () =>
    enterText(`${title}? ${summary} Empty for none`, '', (value) =>
      value === '' ? undefined : setting.problem?.(value),
    );
}

/** Whether to customise, and what is asked where the answer is yes. */
export function openQuestions(
  args: CreateArguments,
  answers: Answers,
  registry: Registry,
): readonly OptionalQuestion[] {
  const settings = settingsOf(args, answers, registry).map(({ name, option, message }) => ({
    name,
    ask: optionQuestion(option, message),
    when: isWanted,
  }));
  const production = productionOf(args, registry).map((pattern) => ({
    name: pattern.id,
    ask: productionQuestion(pattern),
    when: isWanted,
  }));
  const packing = args.package ? [] : [{ name: PACKAGE, ask: askPackage, when: mayBeImage(args) }];
  const all = [...settings, ...production, ...packing];
  if (all.length === 0) return [];
  const ask = () => askYes('Customise? (options of the patterns, and production options)');
  return [{ name: CUSTOMISE, ask, when: () => true }, ...all];
}

/** The request for an option of the project, as it was answered. */
function requestOf({ id, options }: Pattern, answer: string): readonly InstanceRequest[] {
  const [setting] = Object.keys(options);
  if (!setting) return answer === 'yes' ? [{ pattern: id }] : [];
  return ['', NONE].includes(answer) ? [] : [{ pattern: id, options: { [setting]: answer } }];
}

/** What these answers have customised: what is not the default. */
export function customisedBy(
  args: CreateArguments,
  answers: Answers,
  given: Given,
  registry: Registry,
): Customised {
  if (!isWanted(given)) return { settings: [], options: [] };
  const settings = settingsOf(args, answers, registry).flatMap(({ name, option }) => {
    const value = given.get(name) ?? defaultOf(option);
    return value === defaultOf(option) ? [] : [`${name}=${value}`];
  });
  const options = productionOf(args, registry).flatMap((pattern) =>
    requestOf(pattern, given.get(pattern.id) ?? ''),
  );
  const packageType = given.get(PACKAGE) === 'image' ? 'image' : 'zip';
  return { settings, options, packageType };
}
