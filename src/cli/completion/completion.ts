import { usageError } from '../../core/errors.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Offer } from '../generate/offer.ts';
import { print } from '../ui.ts';
import { candidates, SHELLS } from './candidates.ts';
import { SCRIPTS } from './scripts.ts';

/** Prints what can come next, a line each; nothing where the project cannot be read: a shell shows no errors. */
export async function complete(words: readonly string[], offer: Offer): Promise<void> {
  try {
    const found = await candidates(words, offer);
    if (found.length > 0) print(found.join('\n'));
  } catch {}
}

const isShell = (text: string): text is keyof typeof SCRIPTS => Object.hasOwn(SCRIPTS, text);

/** `lambda-gen completion`, for the command of that name. */
export function completion({ shell, json }: { shell: string; json: boolean }, name: string): void {
  if (!isShell(shell))
    throw usageError(`There is no completion for "${shell}"`, didYouMean(shell, SHELLS));
  const script = SCRIPTS[shell](name);
  print(json ? JSON.stringify({ shell, script }, null, 2) : script);
}
