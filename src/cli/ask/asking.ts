import { AppError, type Choices } from '../../core/errors.ts';
import { asksHelp, asksJson, wordsOf } from '../command-line.ts';

interface Flags {
  readonly yes?: boolean;
  readonly json: boolean;
}

/** Whether questions can be asked: in a terminal, and unless a flag says otherwise. */
export const canAsk = ({ yes, json }: Flags) =>
  !yes && !json && Boolean(process.stdin.isTTY && process.stdout.isTTY);

/** Whether the command line of a command that adds or removes may be completed by questions. */
export const mayAsk = (argv: readonly string[]): boolean =>
  ['add', 'remove'].includes(wordsOf(argv)[0] ?? '') &&
  !asksHelp(argv) &&
  canAsk({ yes: argv.includes('--yes') || argv.includes('-y'), json: asksJson(argv) });

async function answer({ flag, values }: Choices): Promise<string> {
  const { askOne } = await import('./prompts.ts');
  return askOne(
    `Which ${flag} is meant?`,
    values.map((value) => ({ value, label: value })),
  );
}

/** Runs a command; where it fails for what a flag would say, asks for that in a terminal, and runs it again. */
export async function asking<A extends Flags>(
  args: A,
  run: (args: A) => Promise<void>,
): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    if (!(error instanceof AppError) || !error.choices || !canAsk(args)) throw error;
    await asking({ ...args, [error.choices.flag]: await answer(error.choices) }, run);
  }
}
