import { AppError, refusal } from '../errors.ts';
import { MANIFEST } from '../manifest.ts';
import { parseOptions } from '../options.ts';
import type { Workshop } from '../ports.ts';
import type { Instance } from '../project.ts';
import { patternOf } from './contribution.ts';

/** What is wrong with the options of an existing instance is no fault of the command line. */
const blamedOnManifest = ({ message, hint }: AppError) =>
  refusal(`${MANIFEST}: ${message}`, { at: { path: MANIFEST }, ...(hint ? { hint } : {}) });

/** An existing instance with the defaults of options that are newer than it; throws `refused` for values that are illegal. */
export function existingInstance(workshop: Workshop, instance: Instance): Instance {
  const spec = patternOf(workshop, instance).options;
  try {
    return { ...instance, options: parseOptions(spec, instance.options, instance.name) };
  } catch (error) {
    throw error instanceof AppError ? blamedOnManifest(error) : error;
  }
}
