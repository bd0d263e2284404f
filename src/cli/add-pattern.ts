import type { OptionValues } from '../core/options.ts';
import type { Registry } from '../core/ports.ts';
import { findOffered, offered } from '../core/resolve.ts';
import { type AddFlags, addInstance, openProject } from './add-instance.ts';

export interface AddArguments extends AddFlags {
  readonly id: string;
  readonly name?: string;
}

/** Every option that some pattern has: which of them fit is the pattern's own matter, and its help's. */
export const patternFlags = (registry: Registry) =>
  Object.fromEntries(
    [...offered(registry).values()]
      .flatMap(({ options }) => Object.keys(options))
      .map((key) => [key, { type: 'string', hidden: true } as const]),
  );

/** The options that were given, of those that are `known`. */
export const optionsOf = (args: object, known: object): OptionValues =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([key, value]) => Object.hasOwn(known, key) && typeof value === 'string',
    ),
  );

/** `lambda-gen add pattern`. */
export async function addPattern(args: AddArguments, registry: Registry): Promise<void> {
  const { id, name } = args;
  const dir = openProject(args);
  findOffered(registry, id);
  const options = optionsOf(args, patternFlags(registry));
  const request = { pattern: id, options, ...(name ? { name } : {}) };
  await addInstance(dir, request, args, registry);
}
