import { printProse } from '../ui.ts';
import { type Answer, type Asker, BACK, type Choice, type Problem, withStandard } from './asker.ts';
import { typedLine } from './typed-lines.ts';

const GO_BACK = 'back';

/** What a line means: an answer, or why it is none. */
type Read<T> = { readonly answer: T } | { readonly problem: string };

/** Asks until the typed line is an answer. */
async function asked<T>(question: string, read: (line: string) => Read<T>): Answer<T> {
  for (;;) {
    printProse(question);
    const line = (await typedLine()).trim();
    if (line === GO_BACK) return BACK;
    const found = read(line);
    if ('answer' in found) return found.answer;
    printProse(`Not accepted: ${found.problem}`);
  }
}

const shown = ({ label, hint }: Choice) => (hint ? `${label}: ${hint}` : label);

const numbered = (choices: readonly Choice[], first = 1) =>
  choices.map((choice, n) => `  ${n + first}. ${shown(choice)}`);

/** The choice that a number or a value names. */
const chosen = (choices: readonly Choice[], text: string) =>
  choices[Number(text) - 1] ?? choices.find(({ value }) => value !== '' && value === text);

const noChoice = (text: string, choices: readonly Choice[]) => ({
  problem: `"${text}" is none of them. Type a number from 1 to ${choices.length}.`,
});

function yesOrNo(line: string, standard: boolean): Read<boolean> {
  if (line === '') return { answer: standard };
  if (/^y(es)?$/i.test(line)) return { answer: true };
  return /^no?$/i.test(line) ? { answer: false } : { problem: 'type yes or no.' };
}

/** Asks in lines, with numbers to choose by; "back" is back, Ctrl-C and the end of the input throw `Cancelled`. */
export const plainAsker: Asker = {
  chooseOne(message, choices) {
    printProse([message, ...numbered(choices)].join('\n'));
    return asked(`Number, 1 to ${choices.length} (Enter for 1):`, (line) => {
      const choice = chosen(choices, line === '' ? '1' : line);
      return choice ? { answer: choice.value } : noChoice(line, choices);
    });
  },
  chooseSeveral(message, groups) {
    const all = groups.flatMap(({ choices }) => choices);
    printProse(message);
    for (const { title, choices } of groups)
      printProse([`  ${title}`, ...numbered(choices, all.indexOf(choices[0]!) + 1)].join('\n'));
    return asked<readonly string[]>(
      `Numbers, 1 to ${all.length}, with commas between them:`,
      (line) => {
        const words = line.split(/[\s,]+/).filter((word) => word !== '');
        const wrong = words.find((word) => !chosen(all, word));
        if (wrong !== undefined) return noChoice(wrong, all);
        if (words.length === 0) return { problem: 'choose at least one.' };
        return { answer: [...new Set(words.map((word) => chosen(all, word)!.value))] };
      },
    );
  },
  enterText: (message, standard, problem: Problem) =>
    asked<string>(`${withStandard(message, standard)}:`, (line) => {
      const wrong = problem(line || standard);
      return wrong === undefined ? { answer: line || standard } : { problem: wrong };
    }),
  askYes: (message, standard) =>
    asked(`${message} yes or no (Enter for ${standard ? 'yes' : 'no'}):`, (line) =>
      yesOrNo(line, standard),
    ),
  show: (lines, title) => printProse([`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n')),
  begin: (title) => printProse(`${title}. Type "${GO_BACK}" for the question before.`),
};
