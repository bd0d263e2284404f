import { kindOfPattern, PACKAGE } from '../../../core/additions.ts';
import { refusal, usageError } from '../../../core/errors.ts';
import { type InstanceRequest, optionPatterns } from '../../../core/fold/resolve.ts';
import { isOwnProject, readAnyManifest } from '../../../core/manifest.ts';
import { type OptionValues, parseOptions } from '../../../core/options.ts';
import type { Pattern } from '../../../core/pattern.ts';
import type { Registry } from '../../../core/ports.ts';
import { PACKAGE_TYPES, type Project } from '../../../core/project.ts';
import { didYouMean } from '../../../core/suggest.ts';
import { asking } from '../../ask/asking.ts';
import { valued } from '../../parser.ts';
import { changePackageType } from '../package-type.ts';
import { type AddFlags, addInstance, openProject } from './add-instance.ts';
import { optionsOf } from './options-given.ts';

export interface OptionArguments extends AddFlags {
  readonly name: string;
  readonly value?: string;
}

/** Items that are there would have to be moved, and the code that reads them written anew. */
const refuseDatabase = () =>
  refusal(
    'A REST API gets its database when it is made: where items are kept is not changed later',
    {
      hint: 'Make another one: lambda-gen add pattern rest-api <name> --store postgres. Then move the items, and remove the first.',
    },
  );

function findOption(registry: Registry, name: string): Pattern {
  const pattern = registry.patterns.get(name);
  if (pattern && kindOfPattern(name) === 'option') return pattern;
  if (name === 'database') throw refuseDatabase();
  const known = [...optionPatterns(registry).keys(), PACKAGE];
  throw usageError(`There is no option "${name}"`, didYouMean(name, known));
}

/** The settings of all production options but the first of each, which is its value; each option checks its own. */
export const settingFlags = (registry: Registry) =>
  Object.fromEntries(
    [...optionPatterns(registry).values()]
      .flatMap(({ options }) => Object.keys(options).slice(1))
      .map((key) => [key, valued({ hidden: true })]),
  );

/** The value of an option is that of its first setting; throws `usage`. */
function requestOf(
  { id, options }: Pattern,
  value: string | undefined,
  others: OptionValues,
): InstanceRequest {
  const [setting] = Object.entries(options);
  if (!setting && value !== undefined)
    throw usageError(`${id} takes no value`, `Leave out "${value}".`);
  if (setting && value === undefined)
    throw usageError(`${id} needs a value: ${setting[1].description}`, 'See --help.');
  const own = setting && value ? { [setting[0]]: value } : {};
  if (setting) parseOptions(Object.fromEntries([setting]), own, id, 'value');
  return { pattern: id, name: id, options: { ...own, ...others } };
}

function packageTypeOf(value: string | undefined): Project['packageType'] {
  const found = PACKAGE_TYPES.find((each) => each === value);
  if (found) return found;
  throw usageError(
    value === undefined ? `${PACKAGE} needs a value` : `${PACKAGE} cannot be "${value}"`,
    `It is one of: ${PACKAGE_TYPES.join(', ')}.`,
  );
}

async function run(args: OptionArguments, registry: Registry): Promise<void> {
  const { dir, disk } = openProject(args);
  const others = optionsOf(args, settingFlags(registry));
  const packageType = args.name === PACKAGE ? packageTypeOf(args.value) : undefined;
  const request = packageType ?? requestOf(findOption(registry, args.name), args.value, others);
  if (!isOwnProject(readAnyManifest(disk)))
    throw refusal('Options are for projects that create-lambda-app made', {
      hint: 'In a SAM project, add a pattern first: its folder is such a project, and takes options.',
    });
  if (typeof request === 'string') await changePackageType(dir, request, args);
  else await addInstance(dir, request, args, registry);
}

/** `lambda-gen add option`. */
export const addOption = (args: OptionArguments, registry: Registry): Promise<void> =>
  asking(args, (each) => run(each, registry));
