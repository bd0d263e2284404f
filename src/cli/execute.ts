import type { Plan } from '../core/pipeline.ts';
import { commit } from '../io/commit.ts';
import type { Task } from '../io/tasks.ts';
import { printChanges, printJson, printTask } from './report.ts';
import { runTasks } from './run-tasks.ts';

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

/** A SIGINT that comes while files are being written waits until they all are. */
function commitUndisturbed(dir: string, plan: Plan): void {
  const wait = () => {};
  process.on('SIGINT', wait);
  try {
    commit(dir, plan.changes);
  } finally {
    process.off('SIGINT', wait);
  }
}

/** The end of every command's pipeline: shows a plan, commits it unless it is a dry run, and runs the tasks. */
export async function execute(plan: Plan, options: ExecuteOptions): Promise<void> {
  const { dir, dryRun, diff, json, nextSteps } = options;
  if (!dryRun) commitUndisturbed(dir, plan);
  if (!json) await printChanges(plan, { diff });
  const tasks = dryRun || plan.changes.length === 0 ? [] : options.tasks;
  const results = await runTasks(tasks, json ? () => {} : printTask);
  if (json) await printJson(plan, { dir, written: !dryRun, diff, tasks: results, nextSteps });
}
