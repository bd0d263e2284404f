import { setImmediate } from 'node:timers/promises';
import { Cancelled } from '../core/errors.ts';
import type { ChangeSet } from '../core/tree/change-set.ts';
import { commit } from '../io/commit.ts';
import type { Task } from '../io/tasks/tasks.ts';
import { BACK } from './ask/asker.ts';
import { WentBack } from './ask/went-back.ts';
import { printProgress } from './progress.ts';
import {
  counted,
  printChanges,
  printClosing,
  printCreated,
  printJson,
  printReview,
  printWarnings,
} from './report.ts';
import { type Progress, runTasks, type TaskResult } from './run-tasks.ts';

export interface ExecuteOptions {
  /** Absolute path of the project. */
  readonly dir: string;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
  /** Whether the changes are shown, and written only when the user says so. */
  readonly confirm?: boolean;
  /** What was asked for, in a line: it is shown with that question. */
  readonly about?: string;
  /** What a new project is of, in a line. */
  readonly what?: string;
  /** What has to be known before anything is written. */
  readonly warnings?: readonly string[];
  /** The question, where it is not whether to write. */
  readonly question?: string;
  /** Whether data is lost: then no is the first answer. */
  readonly isGrave?: boolean;
  /** What is left for the user; `undone` are the commands of tasks that were not done. */
  readonly nextSteps: (undone: readonly string[]) => readonly string[];
  readonly tasks: readonly Task[];
}

const SILENT: Progress = { onStart() {}, onDone() {} };

/**
 * Runs `work` with a signal that Ctrl-C aborts. What is synchronous in it runs to its end: a commit is never
 * stopped half-way.
 */
async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.on('SIGINT', abort);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', abort);
  }
}

async function confirmed(
  plan: ChangeSet,
  { about, warnings = [], question = 'Write them?', isGrave }: ExecuteOptions,
): Promise<void> {
  await printReview(plan);
  const { asker, askYes } = await import('./ask/prompts.ts');
  // The changes may have moved the warnings out of sight
  const lines = [...(about ? [about] : []), ...warnings.map((each) => `! ${each}`)];
  if (lines.length > 0) (await asker()).show(lines, counted(plan.changes.length));
  const answer = await askYes(question, !isGrave);
  if (answer === BACK) throw new WentBack();
  if (answer !== 'yes') throw new Cancelled();
}

async function commitPlan(dir: string, plan: ChangeSet): Promise<void> {
  commit(dir, plan.changes);
  // A signal is delivered by the event loop: this gives it one whole turn.
  await setImmediate();
  await setImmediate();
}

/** A new project is one line, for nobody reads ninety; what changes an existing one is shown file by file. */
async function printOutcome(
  plan: ChangeSet,
  { dryRun, diff, dir, what, confirm }: ExecuteOptions,
): Promise<void> {
  if (confirm && !dryRun) return printClosing(plan, { dryRun });
  const isNew = plan.changes.every(({ before }) => before === undefined);
  if (!dryRun && !diff && isNew && plan.changes.length > 0) printCreated(plan, dir, what);
  else {
    await printChanges(plan, { diff });
    printClosing(plan, { dryRun });
  }
}

const isUndone = ({ status }: TaskResult) => status === 'failed' || status === 'skipped';

/**
 * The end of every command's pipeline: shows a plan, commits it unless it is a dry run, and runs the tasks. Answers the
 * next steps, which `--json` has printed.
 */
export const execute = (plan: ChangeSet, options: ExecuteOptions): Promise<readonly string[]> =>
  interruptible(async (signal) => {
    const { dir, dryRun, diff, json, confirm, warnings = [] } = options;
    if (!json) printWarnings(warnings);
    if (confirm && !dryRun && plan.changes.length > 0) await confirmed(plan, options);
    if (!dryRun) await commitPlan(dir, plan);
    if (!json) await printOutcome(plan, options);
    const tasks = dryRun || plan.changes.length === 0 ? [] : options.tasks;
    const results = await runTasks(tasks, signal, json ? SILENT : printProgress);
    const undone = results.filter(isUndone).map(({ command }) => command);
    const nextSteps = dryRun ? [] : options.nextSteps(undone);
    if (json) {
      const shown = { ...plan, notices: [...warnings, ...plan.notices] };
      await printJson(shown, { dir, written: !dryRun, diff, tasks: results, nextSteps });
    }
    if (signal.aborted) throw new Cancelled('Interrupted. The files are written.');
    return nextSteps;
  });
