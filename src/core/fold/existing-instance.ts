import { AppError, refusal } from '../errors.ts';
import { MANIFEST } from '../manifest.ts';
import type { Ports } from '../ports.ts';
import type { Instance } from '../project.ts';
import { patternOf } from './contribution.ts';
import { optionsIn } from './resolve.ts';

/** What is wrong with the options of an existing instance is no fault of the command line. */
const blamedOnManifest = ({ message, hint }: AppError) =>
  refusal(`${MANIFEST}: ${message}`, { at: { path: MANIFEST }, ...(hint ? { hint } : {}) });

/** An existing instance with the defaults of options that are newer than it; throws `refused` for values that are illegal. */
export function existingInstance(ports: Ports, instance: Instance): Instance {
  const pattern = patternOf(ports, instance);
  try {
    return { ...instance, options: optionsIn(pattern, instance.options, instance.name) };
  } catch (error) {
    throw error instanceof AppError ? blamedOnManifest(error) : error;
  }
}
