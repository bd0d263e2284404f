import { refusal } from '../core/errors.ts';
import { isInterrupted, recover } from '../io/recovery.ts';
import { print } from './ui.ts';

/** Throws `refused` where a killed run left a project half-written: nothing is planned or read from that. */
export function refuseInterrupted(dir: string, hint: string): void {
  if (isInterrupted(dir)) throw refusal(`An interrupted run left ${dir} half-written`, { hint });
}

/** Undoes what a killed run left and prints it; a dry run changes nothing, and is refused then. */
export function recoverFirst(dir: string, { dryRun, json }: { dryRun: boolean; json: boolean }) {
  if (dryRun) return refuseInterrupted(dir, 'Run again without --dry-run to undo it.');
  const { undone, kept } = recover(dir);
  if (!undone || json) return;
  print('An interrupted run was undone.');
  for (const path of kept) print(`  ${path} was edited since and stays as it is.`);
}
