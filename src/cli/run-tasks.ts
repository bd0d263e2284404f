import { failureOf } from '../io/failure.ts';
import type { Task } from '../io/tasks/tasks.ts';

/** What became of a task after the commit. */
export interface TaskResult {
  readonly title: string;
  readonly command: string;
  readonly status: 'done' | 'needless' | 'skipped' | 'failed';
  readonly reason?: string;
}

async function runTask(task: Task, signal: AbortSignal): Promise<TaskResult> {
  const { title, command } = task;
  try {
    signal.throwIfAborted();
    const reason = await task.run(signal);
    return reason
      ? { title, command, status: 'needless', reason }
      : { title, command, status: 'done' };
  } catch (error) {
    if (signal.aborted) return { title, command, status: 'skipped', reason: 'interrupted' };
    return { title, command, status: 'failed', reason: failureOf(error) };
  }
}

/** Who hears of the tasks while they run. */
export interface Progress {
  onStart(task: Task): void;
  onDone(result: TaskResult): void;
}

/** Runs tasks in order, until the signal; one that fails is shown to the user and stops none of the others. */
export async function runTasks(
  tasks: readonly Task[],
  signal: AbortSignal,
  { onStart, onDone }: Progress,
): Promise<readonly TaskResult[]> {
  const results: TaskResult[] = [];
  for (const task of tasks) {
    if (!signal.aborted) onStart(task);
    const result = await runTask(task, signal);
    onDone(result);
    results.push(result);
  }
  return results;
}
