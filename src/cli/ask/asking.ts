import { AppError, type Choices } from '../../core/errors.ts';
import type { Option } from '../../core/options.ts';
import { asksHelp, asksJson, wordsOf } from '../command-line.ts';
import type { Question } from './ask-one-by-one.ts';
import { BACK } from './asker.ts';
import { WentBack } from './went-back.ts';

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

/** Thrown by a command that needs the value of a flag: it is asked for, and the command runs again. */
export class OpenFlag extends Error {
  readonly flag: string;
  readonly ask: Question;
  constructor(flag: string, ask: Question) {
    super(`--${flag} is asked for`);
    this.flag = flag;
    this.ask = ask;
  }
}

/** What asks for an option that has no default. */
export const openNeeded = (flag: string, { description, ...option }: Option) =>
  new OpenFlag(flag, async () => {
    const { enterNeeded } = await import('./prompts.ts');
    return enterNeeded(description, option.kind === 'text' ? option.problem : undefined);
  });

const flagOf = ({ flag, values }: Choices) =>
  new OpenFlag(flag, async () => {
    const { chooseOne } = await import('./prompts.ts');
    return chooseOne(
      `Which ${flag}?`,
      values.map((value) => ({ value, label: value })),
    );
  });

function openFlag(error: unknown): OpenFlag | undefined {
  if (error instanceof OpenFlag) return error;
  return error instanceof AppError && error.choices ? flagOf(error.choices) : undefined;
}

/**
 * Runs a command; if it fails because a flag is missing, asks for its value in a terminal and runs it again. "Back"
 * returns to the previous question; at the first one it throws `WentBack`.
 */
export async function asking<A extends Flags>(
  args: A,
  run: (args: A) => Promise<void>,
): Promise<void> {
  const answered = [args];
  for (;;) {
    const last = answered.at(-1)!;
    try {
      return await run(last);
    } catch (error) {
      const isBack = error instanceof WentBack;
      const open = canAsk(args) ? openFlag(error) : undefined;
      if (!open && !isBack) throw error;
      const answer = open ? await open.ask() : BACK;
      if (open && answer !== BACK) answered.push({ ...last, [open.flag]: answer });
      else if (answered.length > 1) answered.pop();
      else throw new WentBack();
    }
  }
}
