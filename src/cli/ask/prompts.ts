import { isPlainMode } from '../terminal-mode.ts';
import type { Answer, Asker, Choice, Problem } from './asker.ts';
import { BACK } from './asker.ts';

/** What asks in this terminal: the other is not loaded. */
export const asker = async (): Promise<Asker> =>
  isPlainMode() ? (await import('./plain.ts')).plainAsker : (await import('./clack.ts')).clackAsker;

/** One of several. */
export const chooseOne = async (message: string, choices: readonly Choice[]): Answer<string> =>
  (await asker()).chooseOne(message, choices);

/** A text; empty is the standard. */
export const enterText = async (
  message: string,
  standard: string,
  problem: Problem,
): Answer<string> => (await asker()).enterText(message, standard, problem);

/** A text that has no standard. */
export const enterNeeded = (message: string, problem?: Problem): Answer<string> =>
  enterText(message, '', (value) => (value ? problem?.(value) : 'it cannot be empty'));

/** Yes or no; no is the standard, unless another is given. */
export async function askYes(message: string, standard = false): Answer<string> {
  const answer = await (await asker()).askYes(message, standard);
  return answer === BACK ? BACK : answer ? 'yes' : 'no';
}
