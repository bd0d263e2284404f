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

/** A flag that is on unless `--no-<name>` says otherwise: help shows it as it is typed. */
export const onUnless = <const N extends string>(name: N, describe: string) =>
  ({
    [name]: { type: 'boolean', default: true, hidden: true },
    [`no-${name}`]: { type: 'boolean', describe },
  }) as { [K in N]: { type: 'boolean'; default: true } } & {
    [K in `no-${N}`]: { type: 'boolean' };
  };

/** What a command line may hold, for suggestions: flags, and commands as their words. */
export interface Known {
  readonly flags: readonly string[];
  readonly commands?: readonly string[];
}

/** The commands that could stand where `word` does, behind the words before it. */
function commandsAt(argv: readonly string[], word: string, commands: readonly string[]): string[] {
  const before = argv.slice(0, argv.indexOf(word)).filter((each) => !each.startsWith('-'));
  const rest = commands
    .map((command) => command.split(' '))
    .filter((words) => before.every((each, i) => words[i] === each));
  const next = rest.flatMap((words) => words.slice(before.length, before.length + 1));
  return [...new Set(next.filter((each) => !each.startsWith('<')))];
}

function unknown(word: string, argv: readonly string[], { flags, commands = [] }: Known): AppError {
  if (!argv.includes(word) && flags.includes(word))
    return usageError(`--${word} is no flag of this command`, 'See --help.');
  if (!argv.includes(word))
    return usageError(`There is no flag --${word}`, didYouMean(word, flags));
  const fitting = commandsAt(argv, word, commands);
  if (fitting.length > 0)
    return usageError(`There is no command "${word}"`, didYouMean(word, fitting));
  return usageError(`"${word}" is one argument too many`, 'See --help.');
}

/** The arguments that a command of `known` still lacks when it got so many. */
function missingOf(argv: readonly string[], { commands = [] }: Known, got: number): string {
  const given = argv.filter((word) => !word.startsWith('-')).join(' ');
  const command = commands.find((each) => given.startsWith(each.split(' <')[0]!)) ?? '';
  return [...command.matchAll(/<\w+>/g)].slice(got).join(' ');
}

/** What yargs says, as this tool says it. */
function explained(message: string, argv: readonly string[], known: Known): AppError {
  const word = /Unknown (?:argument|command)s?: ([^,\s]+)/.exec(message)?.[1];
  if (word) return unknown(word, argv, known);
  const choice = /Argument: (\S+), Given: "(.*)", Choices: (.*)/.exec(message);
  if (choice) {
    const [, flag, value = '', choices = ''] = choice;
    const all = choices.replaceAll('"', '').split(', ');
    return usageError(`--${flag} cannot be "${value}"`, didYouMean(value, all));
  }
  const [, got] = /got (\d+), need at least \d+/.exec(message) ?? [];
  if (got) return usageError(`Missing: ${missingOf(argv, known, Number(got))}`, 'See --help.');
  return usageError(message, 'See --help.');
}

/** Flags that may be repeated. */
const LISTS = new Set(['_', 'p', 'pattern', 'set', 'parameter']);

function refuseTwice(args: object): true {
  const twice = Object.entries(args).find(
    ([key, value]) => Array.isArray(value) && !LISTS.has(key),
  );
  if (twice) throw usageError(`--${twice[0]} is given twice`, 'Give it once.');
  return true;
}

export const asksHelp = (argv: readonly string[]) => argv.includes('--help') || argv.includes('-h');

/** A yargs parser that throws `usage` instead of printing and exiting; `known` is what it suggests. */
export const parser = (
  argv: readonly string[],
  name: string,
  version: string,
  known: Known,
): Argv =>
  yargs([...argv])
    .scriptName(name)
    .version(version)
    .strict()
    .exitProcess(false)
    // `-p rest-api my-app` is one pattern and the folder
    .parserConfiguration({ 'greedy-arrays': false })
    .check(refuseTwice)
    // yargs renders the help of every command that runs; wrapping it takes longest
    .wrap(asksHelp(argv) ? Math.min(100, process.stdout.columns ?? 80) : null)
    .help()
    .alias({ h: 'help', v: 'version' })
    // What it says is read below: always in one language
    .detectLocale(false)
    .fail((message, error) => {
      throw error ?? explained(message, argv, known);
    });
