import { type Answer, BACK } from './asker.ts';
import { WentBack } from './went-back.ts';

/** Asks for something, or answers `BACK`. */
export type Question = () => Answer<string>;

/** The next question after some answers; undefined when there is none. */
export type Next = (
  answers: readonly string[],
) => Question | undefined | Promise<Question | undefined>;

/**
 * Asks until nothing is left to ask, after the answers given before. "Back" returns to the previous question; at the
 * first one it throws `WentBack`.
 */
export async function askOneByOne(
  next: Next,
  before: readonly string[] = [],
): Promise<readonly string[]> {
  const answers = [...before];
  for (;;) {
    const question = await next(answers);
    if (!question) return answers;
    const answer = await question();
    if (answer !== BACK) answers.push(answer);
    else if (answers.pop() === undefined) throw new WentBack();
  }
}

/** A question whose answer has a name. */
export interface NamedQuestion {
  readonly name: string;
  readonly ask: Question;
}

/** The same with answers by their names, of which each may be asked for only where others say so. */
export async function askByName(
  next: (answers: ReadonlyMap<string, string>) => NamedQuestion | undefined,
): Promise<ReadonlyMap<string, string>> {
  const names: string[] = [];
  const named = (answers: readonly string[]) =>
    new Map(answers.map((answer, n) => [names[n]!, answer]));
  const answers = await askOneByOne((given) => {
    const question = next(named(given));
    if (question) names[given.length] = question.name;
    return question?.ask;
  });
  return named(answers);
}
