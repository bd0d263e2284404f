import { setImmediate } from 'node:timers/promises';
import { Cancelled } from '../core/errors.ts';
import type { Plan } from '../core/pipeline.ts';
import { commit } from '../io/commit.ts';
import type { Task } from '../io/tasks.ts';
import { printChanges, printCreated, printJson, printTask } from './report.ts';
import { runTasks, skipTasks } from './run-tasks.ts';

export interface ExecuteOptions {
  /** Absolute path of the project. */
  readonly dir: string;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
  /** What else `--json` tells. */
  readonly nextSteps: readonly string[];
  readonly tasks: readonly Task[];
}

/** A SIGINT that comes while files are being written waits until they all are; says whether one came. */
async function commitUndisturbed(dir: string, plan: Plan): Promise<boolean> {
  let isInterrupted = false;
  const note = () => {
    isInterrupted = true;
  };
  process.on('SIGINT', note);
  try {
    commit(dir, plan.changes);
    // A signal is delivered by the event loop: this gives it one whole turn.
    await setImmediate();
    await setImmediate();
  } finally {
    process.off('SIGINT', note);
  }
  return isInterrupted;
}

/** A new project is one line, for nobody reads ninety; what changes a standing one is shown file by file. */
async function printOutcome(plan: Plan, { dryRun, diff, dir }: ExecuteOptions): Promise<void> {
  const isNew = plan.changes.every(({ before }) => before === undefined);
  if (!dryRun && !diff && isNew && plan.changes.length > 0) printCreated(plan, dir);
  else await printChanges(plan, { diff });
}

/** The end of every command's pipeline: shows a plan, commits it unless it is a dry run, and runs the tasks. */
export async function execute(plan: Plan, options: ExecuteOptions): Promise<void> {
  const { dir, dryRun, diff, json, nextSteps } = options;
  const isInterrupted = !dryRun && (await commitUndisturbed(dir, plan));
  if (!json) await printOutcome(plan, options);
  const tasks = dryRun || plan.changes.length === 0 ? [] : options.tasks;
  const run = isInterrupted ? skipTasks : runTasks;
  const results = await run(tasks, json ? () => {} : printTask);
  if (json) await printJson(plan, { dir, written: !dryRun, diff, tasks: results, nextSteps });
  if (isInterrupted) throw new Cancelled('Interrupted. The files are written.');
}
