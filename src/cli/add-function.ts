import { refusal } from '../core/errors.ts';
import { MANIFEST, parseAnyManifest } from '../core/manifest.ts';
import type { OptionSpec } from '../core/options.ts';
import type { Registry } from '../core/ports.ts';
import { diskBase } from '../io/disk.ts';
import { type AddFlags, addInstance, openProject } from './add-instance.ts';
import { optionsOf } from './add-pattern.ts';

export interface FunctionArguments extends AddFlags {
  readonly name: string;
}

/** The pattern that is a function alone. */
const FUNCTION = 'function';

const functionOptions = ({ patterns }: Registry): OptionSpec => patterns.get(FUNCTION)!.options;

export const functionFlags = (registry: Registry) =>
  Object.fromEntries(
    Object.entries(functionOptions(registry)).map(([key, option]) => {
      const standard = option.kind === 'text' && option.default ? option.default : undefined;
      return [
        key,
        { type: 'string', describe: option.description, defaultDescription: standard } as const,
      ];
    }),
  );

/** Whether create-lambda-app made the project. */
function isOwnProject(dir: string): boolean {
  const text = diskBase(dir).read(MANIFEST);
  return text !== undefined && 'project' in parseAnyManifest(text);
}

/** A project that somebody else wrote has no patterns: its function is fitted to what stands there. */
async function addForeignFunction(dir: string, _args: FunctionArguments): Promise<void> {
  throw refusal(`create-lambda-app did not make the project in ${dir}`, {
    hint: 'Run this in one that it made, or point to one with --cwd.',
  });
}

/** `lambda-gen add function`. */
export async function addFunction(args: FunctionArguments, registry: Registry): Promise<void> {
  const dir = openProject(args);
  if (!isOwnProject(dir)) return addForeignFunction(dir, args);
  const options = optionsOf(args, functionOptions(registry));
  const request = { pattern: FUNCTION, name: args.name, options };
  return addInstance(dir, request, args, registry);
}
