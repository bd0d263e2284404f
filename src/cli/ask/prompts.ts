import * as clack from '@clack/prompts';
import { Cancelled } from '../../core/errors.ts';

/** Esc: the question before is asked again. */
export const BACK = Symbol('back');

/** A list that is longer than this is typed into. */
const SHORT = 5;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Whether a key was Esc, for the prompts take it for Ctrl-C. */
function escapes() {
  let last: string | undefined;
  const note = (_: unknown, key: { name?: string } = {}) => {
    last = key.name;
  };
  process.stdin.on('keypress', note);
  return () => {
    process.stdin.off('keypress', note);
    return last === 'escape';
  };
}

async function answered<T>(prompt: () => Promise<T | symbol>): Promise<T | typeof BACK> {
  const wasEscape = escapes();
  const answer = await prompt();
  const isBack = wasEscape();
  if (!clack.isCancel(answer)) return answer as T;
  if (isBack) return BACK;
  throw new Cancelled();
}

/** One of several; a long list is filtered by what is typed. */
export const chooseOne = (message: string, options: readonly Choice[], initialValue?: string) => {
  const settings = { message, options: [...options], ...(initialValue && { initialValue }) };
  return answered<string>(() =>
    options.length > SHORT
      ? clack.autocomplete<string>({ ...settings, placeholder: 'type to filter', maxItems: 7 })
      : clack.select<string>(settings),
  );
};

/** A question with what an empty answer means. */
export const withStandard = (message: string, standard: string) =>
  standard === '' ? message : `${message} (Enter for ${standard})`;

/** A text; empty is the default. */
export const enterText = (
  message: string,
  standard: string,
  problem: (value: string) => string | undefined,
) =>
  answered<string>(() =>
    clack.text({
      message: withStandard(message, standard),
      defaultValue: standard,
      validate: (value) => problem(value || standard),
    }),
  );

/** Yes or no; no is the default, unless another is given. */
export async function askYes(message: string, initialValue = false) {
  const answer = await answered<boolean>(() => clack.confirm({ message, initialValue }));
  return answer === BACK ? BACK : answer ? 'yes' : 'no';
}

/** One of several; Esc ends the command. */
export async function askOne(message: string, options: readonly Choice[]): Promise<string> {
  const answer = await chooseOne(message, options);
  if (answer === BACK) throw new Cancelled();
  return answer;
}

/** A text that has no default; Esc ends the command. */
export async function askText(
  message: string,
  problem?: (value: string) => string | undefined,
): Promise<string> {
  const answer = await answered<string>(() =>
    clack.text({
      message,
      validate: (value) => (value ? problem?.(value) : 'it cannot be empty'),
    }),
  );
  if (answer === BACK) throw new Cancelled();
  return answer;
}
