import { findOffered, type InstanceRequest, offered } from '../../../core/fold/resolve.ts';
import { isOwnProject, readAnyManifest } from '../../../core/manifest.ts';
import type { Registry } from '../../../core/ports.ts';
import { asking } from '../../ask/asking.ts';
import { chosenInstance } from '../../ask/chosen.ts';
import { hiddenFlags } from '../flags.ts';
import { type PlaceFlags, placeOf, refusePlace } from '../place.ts';
import { runExtend } from '../run-extend.ts';
import { type AddFlags, addInstance, type OpenProject, openProject } from './add-instance.ts';
import { optionsOf } from './options-given.ts';

export interface AddArguments extends AddFlags, PlaceFlags {
  readonly id: string;
  readonly name?: string;
}

export const patternFlags = (registry: Registry) =>
  hiddenFlags([...offered(registry).values()].flatMap(({ options }) => Object.keys(options)));

/** A project that somebody else wrote gets the pattern in a folder of its own. */
async function addForeignPattern(
  { dir, disk }: OpenProject,
  args: AddArguments,
  request: InstanceRequest,
): Promise<void> {
  const { planForeignPattern } = await import('../foreign/foreign-pattern.ts');
  const plan = await planForeignPattern(disk, request, placeOf(dir, args));
  const { pattern, name = pattern, options } = request;
  await runExtend(dir, args, plan, chosenInstance({ pattern, name, options: options ?? {} }));
}

async function run(args: AddArguments, registry: Registry): Promise<void> {
  const { id, name } = args;
  const project = openProject(args);
  findOffered(registry, id);
  const options = optionsOf(args, patternFlags(registry));
  const request = { pattern: id, options, ...(name ? { name } : {}) };
  if (!isOwnProject(readAnyManifest(project.disk)))
    return addForeignPattern(project, args, request);
  refusePlace(args);
  await addInstance(project.dir, request, args, registry);
}

/** `lambda-gen add pattern`. */
export const addPattern = (args: AddArguments, registry: Registry): Promise<void> =>
  asking(args, (each) => run(each, registry));
