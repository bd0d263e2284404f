import yargs, { type Argv } from 'yargs';
import { type AppError, usageError } from '../core/errors.ts';
import { didYouMean } from '../core/suggest.ts';

/** Both commands' flags that decide what happens with a plan. */
export const planFlags = {
  'dry-run': { type: 'boolean', default: false, describe: 'Say what would be written, and stop' },
  diff: { type: 'boolean', default: false, describe: 'Show the changes as a unified diff' },
  yes: { alias: 'y', type: 'boolean', default: false, describe: 'Take every default, ask nothing' },
  json: { type: 'boolean', default: false, describe: 'Print the result as JSON' },
} as const;

function unknownFlag(message: string, known: readonly string[]): AppError {
  const flag = /Unknown arguments?: ([\w-]+)/.exec(message)?.[1];
  return usageError(message, flag && didYouMean(flag, known));
}

/** Flags that may be repeated. */
const LISTS = new Set(['_', 'p', 'pattern', 'set']);

function refuseTwice(args: object): true {
  const twice = Object.entries(args).find(
    ([key, value]) => Array.isArray(value) && !LISTS.has(key),
  );
  if (twice) throw usageError(`--${twice[0]} is given twice`, 'Give it once.');
  return true;
}

/** A yargs parser that throws `usage` instead of printing and exiting; `known` are the flags to suggest. */
export const parser = (
  argv: readonly string[],
  name: string,
  version: string,
  known: readonly string[],
): Argv =>
  yargs([...argv])
    .scriptName(name)
    .version(version)
    .strict()
    .exitProcess(false)
    // `-p rest-api my-app` is one pattern and the folder
    .parserConfiguration({ 'greedy-arrays': false })
    .check(refuseTwice)
    .wrap(Math.min(100, process.stdout.columns ?? 80))
    .help()
    .alias('h', 'help')
    .fail((message, error) => {
      throw error ?? unknownFlag(message, known);
    });
