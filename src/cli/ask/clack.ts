import * as clack from '@clack/prompts';
import { Cancelled } from '../../core/errors.ts';
import pc from '../colours.ts';
import { wrapped } from '../ui.ts';
import { type Answer, type Asker, BACK, type Choice, withStandard } from './asker.ts';

/** A longer list has a search field. */
const SHORT = 5;

const NONE_FITS = 'None of them fits what you typed.';

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

/**
 * Aborted where nothing more can be typed. The prompts read lines, which end at Ctrl-D and with the input; then they
 * would wait for ever, and Node would end the process as if all were well.
 */
function inputEnd() {
  const controller = new AbortController();
  // The answer to a prompt ends its lines, too: it is there before anything else happens
  let ending: NodeJS.Immediate | undefined;
  let isContinued = false;
  const onPause = () => {
    const act = isContinued ? () => process.stdin.resume() : () => controller.abort();
    isContinued = false;
    ending = setImmediate(act);
  };
  // After Ctrl-Z and `fg`, Node pauses the input of lines, and nobody resumes it
  const onContinue = () => {
    isContinued = true;
  };
  process.stdin.on('pause', onPause);
  process.on('SIGCONT', onContinue);
  const settled = () => {
    process.stdin.off('pause', onPause);
    process.off('SIGCONT', onContinue);
    clearImmediate(ending);
  };
  return { signal: controller.signal, settled };
}

async function answered<T>(prompt: (signal: AbortSignal) => Promise<T | symbol>): Answer<T> {
  const wasEscape = escapes();
  const { signal, settled } = inputEnd();
  const answer = await prompt(signal);
  settled();
  const isBack = wasEscape() && !signal.aborted;
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

/** A question for a text with the frame in front of each of its lines; the other prompts draw it themselves. */
const framed = (message: string) =>
  wrapped(message, inFrame()).replaceAll('\n', `\n${pc.gray(clack.S_BAR)}  `);

const inFrame = () => process.stdout.columns && process.stdout.columns - '│  '.length;

/** Asks with lists to move in; Esc is back, Ctrl-C throws `Cancelled`. */
export const clackAsker: Asker = {
  chooseOne(message, choices) {
    const settings = { message, options: [...choices] };
    return answered<string>((signal) =>
      choices.length > SHORT
        ? clack.autocomplete<string>({
            ...settings,
            signal,
            validate: (value) => (value === undefined ? NONE_FITS : undefined),
            placeholder: 'type to filter',
            maxItems: 7,
            filter: (typed, { value }) =>
              fits(choices, typed, choices.find((each) => each.value === value)!),
          })
        : clack.select<string>({ ...settings, signal }),
    );
  },
  chooseSeveral(message, groups) {
    const options = Object.fromEntries(groups.map(({ title, choices }) => [title, [...choices]]));
    return answered<string[]>((signal) =>
      clack.groupMultiselect({ message, required: true, selectableGroups: false, options, signal }),
    );
  },
  enterText: (message, standard, problem) =>
    answered<string>((signal) =>
      clack.text({
        signal,
        message: framed(withStandard(message, standard)),
        defaultValue: standard,
        validate: (value) => problem(value || standard),
      }),
    ),
  askYes: (message, standard) =>
    answered<boolean>((signal) => clack.confirm({ message, initialValue: standard, signal })),
  show: (lines, title) => clack.note(lines.join('\n'), title),
  begin: (title) => clack.intro(`${title}  ${pc.dim('Esc goes back')}`),
};
