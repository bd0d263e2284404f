import { refusal } from '../core/errors.ts';
import { isInterrupted, recover } from '../io/journal.ts';
import { print } from './ui.ts';

/** Undoes what a killed run left, and says so; a dry run changes nothing, and a half-written project is nothing to plan on. */
export function recoverFirst(dir: string, { dryRun, json }: { dryRun: boolean; json: boolean }) {
  if (dryRun && isInterrupted(dir))
    throw refusal(`An interrupted run left ${dir} half-written`, {
      hint: 'Run again without --dry-run to undo it.',
    });
  if (!dryRun && recover(dir) && !json) print('An interrupted run was undone.');
}
