import * as clack from '@clack/prompts';
import { Cancelled } from '../../core/errors.ts';
import { type Answer, type Asker, BACK, type Choice, withStandard } from './asker.ts';

/** A longer list has a search field. */
const SHORT = 5;

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

async function answered<T>(prompt: () => Promise<T | symbol>): Answer<T> {
  const wasEscape = escapes();
  const answer = await prompt();
  const isBack = wasEscape();
  if (!clack.isCancel(answer)) return answer as T;
  if (isBack) return BACK;
  throw new Cancelled();
}

/** Whether a choice fits what is typed: the choices whose own name begins so, else those that have it anywhere. */
export function fits(choices: readonly Choice[], typed: string, { value, label, hint }: Choice) {
  const text = typed.toLowerCase();
  const named = choices.some((each) => each.value.toLowerCase().startsWith(text));
  if (named) return value.toLowerCase().startsWith(text);
  return `${value} ${label} ${hint ?? ''}`.toLowerCase().includes(text);
}

/** Asks with lists to move in; Esc is back, Ctrl-C throws `Cancelled`. */
export const clackAsker: Asker = {
  chooseOne(message, choices) {
    const settings = { message, options: [...choices] };
    return answered<string>(() =>
      choices.length > SHORT
        ? clack.autocomplete<string>({
            ...settings,
            placeholder: 'type to filter',
            maxItems: 7,
            filter: (typed, { value }) =>
              fits(choices, typed, choices.find((each) => each.value === value)!),
          })
        : clack.select<string>(settings),
    );
  },
  chooseSeveral(message, groups) {
    const options = Object.fromEntries(groups.map(({ title, choices }) => [title, [...choices]]));
    return answered<string[]>(() =>
      clack.groupMultiselect({ message, required: true, selectableGroups: false, options }),
    );
  },
  enterText: (message, standard, problem) =>
    answered<string>(() =>
      clack.text({
        message: withStandard(message, standard),
        defaultValue: standard,
        validate: (value) => problem(value || standard),
      }),
    ),
  askYes: (message, standard) =>
    answered<boolean>(() => clack.confirm({ message, initialValue: standard })),
  show: (lines, title) => clack.note(lines.join('\n'), title),
  begin: (title) => clack.intro(title),
};
