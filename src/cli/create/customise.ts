import { usageError } from '../../core/errors.ts';
import {
  type InstanceRequest,
  missingSettings,
  offered,
  optionPatterns,
} from '../../core/fold/resolve.ts';
import { defaultOf, type Option } from '../../core/options.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { Registry } from '../../core/ports.ts';
import { PACKAGE_TYPES, type Project } from '../../core/project.ts';
import type { NamedQuestion } from '../ask/ask-one-by-one.ts';
import { optionQuestion } from '../ask/customise.ts';
import { askYes, chooseOne, enterNeeded, enterText } from '../ask/prompts.ts';
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

/** A setting of a production option that has no default. */
interface NeededSetting {
  /** As `--set` has it. */
  readonly name: string;
  readonly option: Option;
  /** What needs it: `vpc existing`. */
  readonly of: string;
}

/** The settings that the options need which flags or answers have chosen, and that `--set` does not give. */
export const neededSettings = (
  args: CreateArguments,
  given: Given,
  registry: Registry,
): readonly NeededSetting[] =>
  [...optionPatterns(registry).values()].flatMap((pattern) => {
    const { id, options } = pattern;
    const value = (args as Readonly<Record<string, unknown>>)[id] ?? given.get(id);
    const [setting] = Object.keys(options);
    if (!setting || typeof value !== 'string' || ['', NONE].includes(value)) return [];
    return missingSettings(pattern, { [setting]: value })
      .map((key) => ({ name: `${id}.${key}`, option: options[key]!, of: `${id} ${value}` }))
      .filter(({ name }) => !isSet(args, name));
  });

/** Throws `usage` for a setting that no flag gives, where nobody can be asked. */
export function requireSettings(args: CreateArguments, registry: Registry): void {
  const missing = neededSettings(args, new Map(), registry);
  const [first] = missing;
  if (!first) return;
  const names = missing.map(({ name }) => `--set ${name}=<value>`);
  throw usageError(
    `--${first.of} needs ${names.join(' and ')}`,
    missing.map(({ name, option }) => `${name}: ${option.description}.`).join('\n  '),
  );
}

/** The question for each of them, behind the choice that needs it. */
export const neededQuestions = (
  args: CreateArguments,
  given: Given,
  registry: Registry,
): readonly NamedQuestion[] =>
  neededSettings(args, given, registry).map(({ name, option }) => ({
    name,
    ask: () => enterNeeded(option.description, option.kind === 'text' ? option.problem : undefined),
  }));

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
  const needed = neededSettings(args, given, registry).flatMap(({ name }) =>
    given.has(name) ? [`${name}=${given.get(name)}`] : [],
  );
  if (!isWanted(given)) return { settings: needed, options: [] };
  const settings = settingsOf(args, answers, registry).flatMap(({ name, option }) => {
    const value = given.get(name) ?? defaultOf(option);
    return value === defaultOf(option) ? [] : [`${name}=${value}`];
  });
  const options = productionOf(args, registry).flatMap((pattern) =>
    requestOf(pattern, given.get(pattern.id) ?? ''),
  );
  const packageType = given.get(PACKAGE) === 'image' ? 'image' : 'zip';
  return { settings: [...settings, ...needed], options, packageType };
}
