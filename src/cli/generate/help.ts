import type { Argv, Options } from 'yargs';
import type { Option, OptionSpec } from '../../core/options.ts';

const wordsOf = (argv: readonly string[]) => argv.filter((word) => !word.startsWith('-'));

/** What the help of a command is asked about: `rest-api` in `add pattern rest-api --help`. */
export const topicOf = (argv: readonly string[], ids: ReadonlyMap<string, unknown>) =>
  wordsOf(argv)
    .slice(2)
    .find((word) => ids.has(word));

const flagOf = (option: Option): Options =>
  option.kind === 'choice'
    ? {
        type: 'string',
        describe: option.description,
        choices: option.choices,
        default: option.choices[0],
      }
    : {
        type: 'string',
        describe: option.description,
        ...(option.default && { default: option.default }),
      };

/** The options of one pattern or trigger, as the help of a command shows them. */
export const shownOptions = (options: OptionSpec) =>
  Object.fromEntries(Object.entries(options).map(([key, option]) => [key, flagOf(option)]));

/** Examples at the end of a command's help: the arguments, and what they do. */
export const withExamples = (y: Argv, examples: readonly (readonly [string, string])[]) =>
  examples.reduce((all, [args, does]) => all.example(`$0 ${args}`, does), y);
