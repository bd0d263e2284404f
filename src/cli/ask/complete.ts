import { commandFor, type Removable, wordsFor } from '../../core/additions.ts';
import { listOf, refusal, usageError } from '../../core/errors.ts';
import { nameProblem } from '../../core/names.ts';
import { projectDisk } from '../../io/list-files.ts';
import { wordsOf } from '../command-line.ts';
import { offeredOptions } from '../generate/list.ts';
import type { Offer } from '../generate/offer.ts';
import { projectRoot } from '../generate/project-root.ts';
import { askOneByOne, type Question } from './ask-one-by-one.ts';
import { chosenFlags, nextOption, openOptions, optionQuestion } from './customise.ts';
import {
  beginsWith,
  KINDS,
  optionChoices,
  patternChoices,
  removable,
  triggerChoices,
} from './lists.ts';
import { projectFunctions } from './project-functions.ts';
import { asker, chooseOne, enterText } from './prompts.ts';

const flagValue = (argv: readonly string[], flag: string) =>
  argv.find((word) => word.startsWith(`--${flag}=`))?.slice(flag.length + 3) ??
  (argv.includes(`--${flag}`) ? argv[argv.indexOf(`--${flag}`) + 1] : undefined);

interface Asking {
  readonly offer: Offer;
  /** What the project can lose. */
  readonly removable: () => readonly Removable[];
  /** Words that the command line has. */
  readonly given: number;
  readonly functions: () => ReturnType<typeof projectFunctions>;
}

/** Does something once: going back asks for it again. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= act();
    return done;
  };
}

const nameQuestion = (message: string, standard: string) => () =>
  enterText(message, standard, (value) => nameProblem(value, 'instance'));

async function functionQuestion({ functions }: Asking): Promise<Question> {
  const all = await functions();
  const choices = all.map(({ name, shown }) => ({ value: name, label: shown }));
  if (choices.length > 0) return () => chooseOne('Which function?', choices);
  throw usageError('The project has no function', 'Add one first: lambda-gen add function <name>');
}

/** What `add` still needs behind these words. */
async function toAdd([, kind, what, more]: readonly string[], asking: Asking) {
  const { offer, given } = asking;
  if (kind === undefined) return () => chooseOne('What do you want to add?', KINDS);
  if (kind === 'pattern' && what === undefined) {
    const choices = patternChoices(await offer.registry());
    return () => chooseOne('Which pattern?', choices);
  }
  if (kind === 'pattern' && more === undefined && given < 3)
    return nameQuestion('Its name?', (await offer.registry()).patterns.get(what!)!.defaultName);
  if (kind === 'function' && what === undefined) return nameQuestion('Name of the function?', '');
  if (kind === 'option' && what === undefined) {
    const choices = optionChoices(await offer.registry());
    return () => chooseOne('Which option?', choices);
  }
  if (kind === 'option' && more === undefined) {
    const [setting] = Object.values(
      offeredOptions(await offer.registry()).get(what!)?.options ?? {},
    );
    return setting && optionQuestion(setting);
  }
  if (kind !== 'trigger') return undefined;
  if (what === undefined) return functionQuestion(asking);
  if (more !== undefined) return undefined;
  const choices = triggerChoices(await offer.triggers());
  return () => chooseOne(`What invokes ${what}?`, choices);
}

/** The project has nothing of the kind that is to be removed. */
function nothingToRemove([kind, fn]: readonly string[], all: readonly Removable[]) {
  if (all.length === 0)
    return refusal('Nothing was added to this project, so that nothing can be removed');
  const what = fn === undefined ? kind : `${kind} of "${fn}"`;
  return refusal(`No ${what} was added to this project, so that none can be removed`, {
    hint: `What can be removed:${listOf(all.map(commandFor))}`,
  });
}

/** What `remove` still needs: all words behind it at once, for they are a list of the project. */
function toRemove(words: readonly string[], { removable }: Asking): Question | undefined {
  const lacks = words.length < (words[1] === 'trigger' ? 4 : 3);
  if (!lacks) return undefined;
  const start = words.slice(1);
  const all = removable();
  const choices = all
    .filter(beginsWith(start))
    .map(commandFor)
    .map((value) => ({ value, label: value }));
  if (choices.length === 0) throw nothingToRemove(start, all);
  return () => chooseOne('What do you want to remove?', choices);
}

/** The command's words with the answers behind them; the one answer to `remove` has all words behind it. */
function withAnswers(
  words: readonly string[],
  answers: readonly string[],
  { removable }: Asking,
): readonly string[] {
  if (words[0] !== 'remove' || answers.length === 0) return [...words, ...answers];
  const removed = removable().find((each) => commandFor(each) === answers[0])!;
  return ['remove', ...wordsFor(removed)];
}

const nextWord = (all: readonly string[], asking: Asking) =>
  all[0] === 'add' ? toAdd(all, asking) : toRemove(all, asking);

/** The answers that are words of the command, of those of a whole conversation; the others are about options. */
async function wordAnswers(words: readonly string[], answers: readonly string[], asking: Asking) {
  for (let n = 0; n < answers.length; n++)
    if (!(await nextWord(withAnswers(words, answers.slice(0, n), asking), asking)))
      return answers.slice(0, n);
  return answers;
}

/** A command line with what it lacked, and the answers that it has from. */
export interface Completed {
  readonly argv: readonly string[];
  readonly answers: readonly string[];
}

/**
 * A command line of `add` or `remove` with what it lacks, as it is asked for in a terminal behind the answers before;
 * as it is, where nothing is missing. With `--confirm`, the changes are shown before they are written.
 */
export async function completed(
  argv: readonly string[],
  offer: Offer,
  before: readonly string[] = [],
): Promise<Completed> {
  const words = wordsOf(argv);
  const cwd = flagValue(argv, 'cwd') ?? '.';
  const asking = {
    offer,
    removable: () => removable(projectDisk(projectRoot({ cwd }).dir)),
    given: words.length,
    functions: once(() => projectFunctions({ cwd })),
  };
  const begin = once(async () => (await asker()).begin(words[0] === 'add' ? 'Add' : 'Remove'));
  const asked = async (question: Question | undefined) => {
    if (question && before.length === 0) await begin();
    return question;
  };
  const answers = await askOneByOne(async (given) => {
    const own = await wordAnswers(words, given, asking);
    const all = withAnswers(words, own, asking);
    const missing = await nextWord(all, asking);
    if (missing || own.length === 0) return asked(missing);
    return asked(nextOption(await openOptions(all, offer, argv), given.slice(own.length)));
  }, before);
  if (answers.length === 0) return { argv, answers };
  const own = await wordAnswers(words, answers, asking);
  const all = withAnswers(words, own, asking);
  const options = chosenFlags(await openOptions(all, offer, argv), answers.slice(own.length));
  return { argv: [...argv, ...all.slice(words.length), ...options, '--confirm'], answers };
}
