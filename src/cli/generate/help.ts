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

/** The options of one pattern or trigger, as the help shows them; a required one has no default. */
export const shownOptions = (options: OptionSpec, needs: readonly string[] = []) =>
  Object.fromEntries(
    Object.entries(options).map(([key, option]) => {
      const { default: standard, ...flag } = flagOf(option);
      const isNeeded = needs.includes(key);
      return [key, isNeeded || standard === undefined ? flag : { ...flag, default: standard }];
    }),
  );

/** What a program reads off the end of a command. */
export const EXIT_CODES = [
  'Exit codes:',
  '  0    done, even if a later task such as the installation failed',
  '  1    refused by the project or the disk',
  '  2    wrong command line',
  '  70   a bug',
  '  130  cancelled',
  '',
  'What --json prints: docs/programs.md of the package.',
].join('\n');

/** Examples at the end of a command's help: the arguments, and what they do. */
export const withExamples = (y: Argv, examples: readonly (readonly [string, string])[]) =>
  examples.reduce((all, [args, does]) => all.example(`$0 ${args}`, does), y);
