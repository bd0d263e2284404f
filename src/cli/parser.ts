import yargs, { type Argv } from 'yargs';
import { type AppError, GIVE_VALUE, givenTwice, usageError } from '../core/errors.ts';
import { didYouMean } from '../core/suggest.ts';
import { checkedArguments, wordsOf } from './command-line.ts';

/** The flags of both commands that decide what is done with a plan. */
export const planFlags = {
  'dry-run': { type: 'boolean', default: false, describe: 'List what would be written, and stop' },
  diff: { type: 'boolean', default: false, describe: 'Show the changes as a unified diff' },
  yes: { alias: 'y', type: 'boolean', default: false, describe: 'Take every default, ask nothing' },
  json: { type: 'boolean', default: false, describe: 'Print the result as JSON' },
  plain: {
    type: 'boolean',
    default: false,
    describe: 'Plain lines, without colours and frames, for a screen reader',
  },
} as const;

/** A flag with a value, which cannot be left out. */
export const valued = <const D extends object>(details: D) =>
  ({ type: 'string', requiresArg: true, ...details }) as const;

/** A flag that is on unless `--no-<name>` turns it off: help shows it as it is typed. */
export const onUnless = <const N extends string>(name: N, describe: string) =>
  ({
    [name]: { type: 'boolean', default: true, hidden: true },
    [`no-${name}`]: { type: 'boolean', describe },
  }) as { [K in N]: { type: 'boolean'; default: true } } & {
    [K in `no-${N}`]: { type: 'boolean' };
  };

/** `--no-install` is a flag of its own, for `--no-` means nothing in front of others. */
function turnOff(args: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(args))
    if (key.startsWith('no-') && value === true) args[key.slice(3)] = false;
}

/** What a command line may hold, for suggestions: flags, and commands as their words. */
export interface Known {
  readonly flags: readonly string[];
  /** Those that fit the other words, where fewer do. */
  readonly fitting?: readonly string[] | undefined;
  readonly commands?: readonly string[];
}

/** The commands that begin with these words, each as its words. */
const commandsWith = (words: readonly string[], commands: readonly string[] = []) =>
  commands
    .map((command) => command.split(' '))
    .filter((all) => words.every((each, i) => all[i] === each));

const isArgument = (word: string) => word.startsWith('<');

/** The commands that could be meant by a word, behind the words before it. */
function commandsAt(words: readonly string[], word: string, { commands }: Known): string[] {
  const before = words.slice(0, words.indexOf(word));
  const next = commandsWith(before, commands).flatMap((all) => all[before.length] ?? []);
  return [...new Set(next.filter((each) => !isArgument(each)))];
}

/** yargs writes `__proto__` otherwise. */
const asTyped = (word: string) => (word === '___proto___' ? '__proto__' : word);

const dashed = (flag: string) => (flag.length === 1 ? `-${flag}` : `--${flag}`);

/** Flags as they are typed: of one that is on, only what turns it off. */
const shownFlags = ({ fitting, flags }: Known) =>
  (fitting ?? flags).filter((flag) => !flags.includes(`no-${flag}`));

function unknown(word: string, words: readonly string[], known: Known): AppError {
  const { flags } = known;
  if (!words.includes(word))
    return flags.includes(word)
      ? usageError(`${dashed(word)} is no flag of this command`, 'See --help.')
      : usageError(
          `There is no flag ${dashed(word)}`,
          didYouMean(dashed(word), shownFlags(known).map(dashed)),
        );
  const fitting = commandsAt(words, word, known);
  if (fitting.length > 0)
    return usageError(`There is no command "${word}"`, didYouMean(word, fitting));
  return usageError(`"${word}" is one argument too many`, 'See --help.');
}

/** The arguments that the command of these words still lacks when it got so many. */
function missingOf(words: readonly string[], { commands = [] }: Known, got: number): string {
  const command = commands
    .map((each) => each.split(' '))
    .find((all) => all.every((each, i) => isArgument(each) || each === words[i]));
  return (command ?? []).filter(isArgument).slice(got).join(' ');
}

/** What yargs says, as this tool says it; `words` are those that belong to no flag. */
function explained(message: string, words: readonly string[], known: Known): AppError {
  const word = /Unknown (?:argument|command)s?: ([^,\s]+)/.exec(message)?.[1];
  if (word) return unknown(asTyped(word), words, known);
  const choice = /Argument: (\S+), Given: "(.*)", Choices: (.*)/s.exec(message);
  if (choice) {
    const [, flag, value = '', choices = ''] = choice;
    const all = choices.replaceAll('"', '').split(', ');
    return usageError(`--${flag} cannot be "${value}"`, didYouMean(value, all));
  }
  const [, flag] = /Not enough arguments following: (\S+)/.exec(message) ?? [];
  if (flag) return usageError(`${dashed(flag)} needs a value`, 'See --help.');
  const [, got] = /got (\d+), need at least \d+/.exec(message) ?? [];
  if (got) return usageError(`Missing: ${missingOf(words, known, Number(got))}`, 'See --help.');
  return usageError(message, 'See --help.');
}

/** Flags that may be repeated. */
const LISTS = new Set(['_', 'p', 'pattern', 'set', 'parameter']);

/** Flags for which an empty value says nothing; an option of a pattern or a trigger may be empty. */
const NEVER_EMPTY = new Set([
  'cwd',
  'name',
  'pattern',
  'persist',
  'region',
  'set',
  'stack',
  'template',
]);

const isEmpty = (value: unknown) => [value].flat().includes('');

function checkValues(args: object): true {
  for (const [key, value] of Object.entries(args)) {
    if (Array.isArray(value) && !LISTS.has(key)) throw givenTwice(`--${key}`);
    if (NEVER_EMPTY.has(key) && isEmpty(value)) throw usageError(`--${key} is empty`, GIVE_VALUE);
  }
  return true;
}

/** What yargs has no types for. */
interface Internals {
  getInternalMethods(): { getUsageInstance(): { cacheHelpMessage: () => void } };
}

/** Keeps yargs from laying out the help of a command in case it fails: that is slow, and `fail` prints no help. */
function withoutUnaskedHelp(command: Argv): Argv {
  const usage = (command as unknown as Internals).getInternalMethods().getUsageInstance();
  usage.cacheHelpMessage = () => {};
  return command;
}

/** A yargs parser that throws `usage` instead of printing and exiting; `known` is what it suggests. */
export function parser(
  given: readonly string[],
  name: string,
  version: string,
  known: Known,
): Argv {
  const argv = checkedArguments(given);
  return withoutUnaskedHelp(
    yargs([...argv])
      .scriptName(name)
      .version(version)
      .strict()
      .exitProcess(false)
      .parserConfiguration({
        // `-p rest-api my-app` is one pattern and the folder
        'greedy-arrays': false,
        'boolean-negation': false,
        'dot-notation': false,
        'parse-numbers': false,
        'parse-positional-numbers': false,
      })
      .middleware(turnOff)
      .check(checkValues)
      .wrap(Math.min(100, process.stdout.columns ?? 80))
      .help()
      .alias({ h: 'help', v: 'version' })
      // What it says is read below: always in one language
      .detectLocale(false)
      .fail((message, error) => {
        throw error ?? explained(message, wordsOf(argv), known);
      }),
  );
}

/** Runs a parser; throws `usage` for what yargs throws itself, past its `fail`. */
export async function parsed<T>(argv: readonly string[], known: Known, command: Argv<T>) {
  try {
    return await command.parseAsync();
  } catch (error) {
    if ((error as Error).name !== 'YError') throw error;
    throw explained((error as Error).message, wordsOf(argv), known);
  }
}
