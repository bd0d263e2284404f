import { Cancelled } from '../../core/errors.ts';
import { BACK } from './prompts.ts';

/** Asks for something, or answers `BACK`. */
export type Question = () => Promise<string | typeof BACK>;

/** The next question after some answers; undefined when there is none. */
export type Next = (
  answers: readonly string[],
) => Question | undefined | Promise<Question | undefined>;

/** Asks until nothing is left to ask. Esc leads back to the question before, and out of the first one. */
export async function askOneByOne(next: Next): Promise<readonly string[]> {
  const answers: string[] = [];
  for (;;) {
    const question = await next(answers);
    if (!question) return answers;
    const answer = await question();
    if (answer !== BACK) answers.push(answer);
    else if (answers.pop() === undefined) throw new Cancelled();
  }
}
