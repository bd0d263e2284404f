import { kindOfPattern } from '../../core/additions.ts';
import { refusal, usageError } from '../../core/errors.ts';
import { type InstanceRequest, optionPatterns } from '../../core/fold/resolve.ts';
import { isOwnProject, readAnyManifest } from '../../core/manifest.ts';
import type { Pattern } from '../../core/pattern.ts';
import type { Registry } from '../../core/ports.ts';
import { didYouMean } from '../../core/suggest.ts';
import { asking } from '../ask/asking.ts';
import { type AddFlags, addInstance, openProject } from './add-instance.ts';

export interface OptionArguments extends AddFlags {
  readonly name: string;
  readonly value?: string;
}

function findOption(registry: Registry, name: string): Pattern {
  const pattern = registry.patterns.get(name);
  if (pattern && kindOfPattern(name) === 'option') return pattern;
  const known = [...optionPatterns(registry).keys()];
  throw usageError(`There is no option "${name}"`, didYouMean(name, known));
}

/** The value of an option is that of its one setting; throws `usage`. */
function requestOf({ id, options }: Pattern, value?: string): InstanceRequest {
  const [setting] = Object.entries(options);
  if (!setting && value !== undefined)
    throw usageError(`${id} takes no value`, `Leave out "${value}".`);
  if (setting && value === undefined)
    throw usageError(`${id} needs a value: ${setting[1].description}`, 'See --help.');
  return { pattern: id, name: id, options: setting && value ? { [setting[0]]: value } : {} };
}

async function run(args: OptionArguments, registry: Registry): Promise<void> {
  const { dir, disk } = openProject(args);
  const request = requestOf(findOption(registry, args.name), args.value);
  if (!isOwnProject(readAnyManifest(disk)))
    throw refusal('Options are for projects that create-lambda-app made', {
      hint: 'In another project, add a pattern; its folder is such a project if the template is SAM.',
    });
  await addInstance(dir, request, args, registry);
}

/** `lambda-gen add option`. */
export const addOption = (args: OptionArguments, registry: Registry): Promise<void> =>
  asking(args, (each) => run(each, registry));
