import { refusal, usageError } from '../../../core/errors.ts';
import { missingSettings, optionPatterns } from '../../../core/fold/resolve.ts';
import { isOwnProject, readAnyManifest } from '../../../core/manifest.ts';
import { type Option, type OptionValues, parseOptions } from '../../../core/options.ts';
import type { Registry } from '../../../core/ports.ts';
import { didYouMean } from '../../../core/suggest.ts';
import { asking, canAsk, openNeeded } from '../../ask/asking.ts';
import { hiddenFlags } from '../flags.ts';
import { type Offer, offeredOptions } from '../list.ts';
import { PROJECT_CHANGES } from '../project-changes.ts';
import { type AddFlags, addInstance, openProject } from './add-instance.ts';
import { optionsOf } from './options-given.ts';

export interface OptionArguments extends AddFlags {
  readonly name: string;
  readonly value?: string;
}

function findOption(registry: Registry, name: string): Offer {
  const options = offeredOptions(registry);
  const found = options.get(name);
  if (found) return found;
  throw usageError(`There is no option "${name}"`, didYouMean(name, [...options.keys()]));
}

/** The settings of all production options but the first of each, which is its value. */
export const settingFlags = (registry: Registry) =>
  hiddenFlags(
    [...optionPatterns(registry).values()].flatMap(({ options }) => Object.keys(options).slice(1)),
  );

const valuesOf = (option: Option) =>
  option.kind === 'choice' ? `It is one of: ${option.choices.join(', ')}.` : 'See --help.';

/** Asks for a setting that has no default in a terminal; throws `usage` without one. */
function requireSettings(
  option: Offer,
  { pattern, options }: ReturnType<typeof requestOf>,
  isAsked: boolean,
): void {
  const missing = missingSettings(option, options);
  const [first] = missing;
  if (first === undefined) return;
  if (!isAsked)
    throw usageError(
      `${pattern} ${Object.values(options)[0]} needs ${missing.map((key) => `--${key}`).join(' and ')}`,
      missing.map((key) => `--${key}: ${option.options[key]!.description}.`).join('\n  '),
    );
  throw openNeeded(first, option.options[first]!);
}

/** The value of an option is that of its first setting; throws `usage`. */
function requestOf({ id, options }: Offer, value: string | undefined, others: OptionValues) {
  const [setting] = Object.entries(options);
  if (!setting && value !== undefined)
    throw usageError(`${id} takes no value`, `Leave out "${value}".`);
  if (setting && value === undefined)
    throw usageError(`${id} needs a value: ${setting[1].description}`, valuesOf(setting[1]));
  const own = setting && value ? { [setting[0]]: value } : {};
  if (setting) parseOptions(Object.fromEntries([setting]), own, id, 'value');
  return { pattern: id, name: id, options: { ...own, ...others } };
}

/** What to do in the project, once it is known to be one of ours; throws `usage` for a value that is not valid. */
function changeOf(args: OptionArguments, registry: Registry): (dir: string) => Promise<void> {
  const option = findOption(registry, args.name);
  const request = requestOf(option, args.value, optionsOf(args, settingFlags(registry)));
  requireSettings(option, request, canAsk(args));
  const change = PROJECT_CHANGES[option.id];
  if (!change) return (dir) => addInstance(dir, request, args, registry);
  const [value] = Object.values(parseOptions(option.options, request.options, option.id, 'flag'));
  return (dir) => change.set(dir, value!, args);
}

async function run(args: OptionArguments, registry: Registry): Promise<void> {
  const { dir, disk } = openProject(args);
  const change = changeOf(args, registry);
  if (!isOwnProject(readAnyManifest(disk)))
    throw refusal('Options are for projects that create-lambda-app made', {
      hint: 'In a SAM project, add a pattern first: its folder is such a project, and takes options.',
    });
  await change(dir);
}

/** `lambda-gen add option`. */
export const addOption = (args: OptionArguments, registry: Registry): Promise<void> =>
  asking(args, (each) => run(each, registry));
