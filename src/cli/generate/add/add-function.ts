import type { FunctionRequest } from '../../../add/function/request.ts';
import { LEAVE_OUT, usageError } from '../../../core/errors.ts';
import { isOwnProject, readAnyManifest } from '../../../core/manifest.ts';
import { type OptionSpec, parseOptions } from '../../../core/options.ts';
import type { Registry } from '../../../core/ports.ts';
import { asking } from '../../ask/asking.ts';
import { valued } from '../../parser.ts';
import { type PlaceFlags, placeOf, refusePlace } from '../place.ts';
import { runExtend } from '../run-extend.ts';
import { type AddFlags, addInstance, type OpenProject, openProject } from './add-instance.ts';
import { optionsOf } from './options-given.ts';

export interface FunctionArguments extends AddFlags, PlaceFlags {
  readonly name: string;
  readonly memory?: string;
  readonly timeout?: string;
  readonly description?: string;
  readonly language?: string;
}

/** The pattern that is a function alone. */
const FUNCTION = 'function';

const functionOptions = ({ patterns }: Registry): OptionSpec => patterns.get(FUNCTION)!.options;

export const functionFlags = (registry: Registry) =>
  Object.fromEntries(
    Object.entries(functionOptions(registry)).map(([key, option]) => {
      const standard =
        option.kind === 'text' && option.default
          ? `${option.default} in a project of create-lambda-app`
          : undefined;
      return [key, valued({ describe: option.description, defaultDescription: standard })];
    }),
  );

/** A project that somebody else wrote has no patterns: its function is fitted to what is there. */
async function addForeignFunction(
  { dir, disk }: OpenProject,
  args: FunctionArguments,
  registry: Registry,
): Promise<void> {
  const { planForeignFunction } = await import('../foreign/foreign-function.ts');
  parseOptions(
    functionOptions(registry),
    optionsOf(args, functionOptions(registry)),
    args.name,
    'flag',
  );
  const { name, memory, timeout, description } = args;
  const request: FunctionRequest = {
    name,
    ...(memory ? { memory: Number(memory) } : {}),
    ...(timeout ? { timeout: Number(timeout) } : {}),
    ...(description ? { description } : {}),
  };
  const plan = await planForeignFunction(disk, request, placeOf(dir, args), args.language);
  await runExtend(dir, args, plan, `function ${name}`);
}

async function run(args: FunctionArguments, registry: Registry): Promise<void> {
  const project = openProject(args);
  const { dir, disk } = project;
  if (!isOwnProject(readAnyManifest(disk))) return addForeignFunction(project, args, registry);
  refusePlace(args);
  if (args.language)
    throw usageError(
      '--language is not for a project of create-lambda-app: its functions are in TypeScript',
      LEAVE_OUT,
    );
  const options = optionsOf(args, functionOptions(registry));
  const request = { pattern: FUNCTION, name: args.name, options };
  return addInstance(dir, request, args, registry);
}

/** `lambda-gen add function`. */
export const addFunction = (args: FunctionArguments, registry: Registry): Promise<void> =>
  asking(args, (each) => run(each, registry));
