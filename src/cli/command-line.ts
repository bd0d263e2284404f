import { GIVE_VALUE, LEAVE_OUT, usageError } from '../core/errors.ts';

/** Flags that take no value. */
export const SWITCHES = new Set(
  'dry-run diff confirm yes y json plain fix another partial schedules install no-install git no-git help h version v'.split(
    ' ',
  ),
);

const isFlag = (word: string) => word.startsWith('-') && word !== '-';

/** The flag that a word ends with, without hyphens and value: `-yp` ends with `p`. */
function flagOf(word: string): string {
  const name = word.replace(/^--?/, '').split('=')[0]!;
  return word.startsWith('--') ? name : name.slice(-1);
}

const isOnOrOff = (word: string | undefined) => word === 'true' || word === 'false';

/** Whether the word behind a flag is the flag's value. */
function takesNext(word: string, next: string | undefined): boolean {
  if (word.includes('=') || next === undefined || isFlag(next)) return false;
  return !SWITCHES.has(flagOf(word)) || isOnOrOff(next);
}

/** The words of a command line that belong to no flag: commands, and their arguments. */
export function wordsOf(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (!isFlag(word)) words.push(word);
    else if (takesNext(word, argv[i + 1])) i++;
  }
  return words;
}

function refuseValue(word: string): void {
  const [, flag = '', value] = /^--([^=]+)=(.*)$/s.exec(word) ?? [];
  if (SWITCHES.has(flag) && !isOnOrOff(value))
    throw usageError(`--${flag} takes no value, and has ${JSON.stringify(value)}`, LEAVE_OUT);
}

/**
 * What is parsed of a command line. Some package managers pass on the `--` in front of our flags: no argument begins
 * with a hyphen, so that it means nothing here. Throws `usage` for what no command takes.
 */
export function checkedArguments(given: readonly string[]): readonly string[] {
  const argv = given.filter((word) => word !== '--');
  argv.forEach(refuseValue);
  if (wordsOf(argv).includes('')) throw usageError('An argument is empty', GIVE_VALUE);
  return argv;
}

/** Whether help is asked for, so that only then its texts are made. */
export const asksHelp = (argv: readonly string[]) => argv.includes('--help') || argv.includes('-h');

/** `help add` as `add --help`. */
export const withHelp = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;

/** Whether errors are printed as JSON: a command line that cannot be parsed may ask for it too. */
export const asksJson = (argv: readonly string[]) =>
  argv.includes('--json') || argv.includes('--json=true');
