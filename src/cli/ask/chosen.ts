import type { OptionValues } from '../../core/options.ts';
import type { Instance } from '../../core/project.ts';

/** What a question to write is about, in a line: what was asked for, with its options. */
export const chosen = (what: string, options: OptionValues = {}) =>
  [
    what,
    ...Object.entries(options)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `${key}=${value}`),
  ].join('  ');

export const chosenInstance = ({ name, pattern, options }: Instance) =>
  chosen(name === pattern ? name : `${name} (${pattern})`, options);
