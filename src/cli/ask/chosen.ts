import type { OptionValues } from '../../core/options.ts';
import type { Instance } from '../../core/project.ts';

/** One line that names what is to be written, with its options: the question whether to write it begins with it. */
export const chosen = (what: string, options: OptionValues = {}) =>
  [
    what,
    ...Object.entries(options)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `${key}=${value}`),
  ].join('  ');

export const chosenInstance = ({ name, pattern, options }: Instance) =>
  chosen(name === pattern ? name : `${name} (${pattern})`, options);
