import { failureOf } from '../io/failure.ts';
import type { Task } from '../io/tasks.ts';
import type { TaskResult } from './report.ts';

async function runTask(task: Task): Promise<TaskResult> {
  const { title, command } = task;
  try {
    await task.run();
    return { title, command, status: 'done' };
  } catch (error) {
    return { title, command, status: 'failed', reason: failureOf(error) };
  }
}

/** Runs none, and tells the user so. */
export async function skipTasks(
  tasks: readonly Task[],
  onDone: (result: TaskResult) => void,
): Promise<readonly TaskResult[]> {
  const results = tasks.map(({ title, command }) => ({
    title,
    command,
    status: 'skipped' as const,
    reason: 'interrupted',
  }));
  results.forEach(onDone);
  return results;
}

/** Runs tasks in order; one that fails is told to the user and stops none of the others. */
export async function runTasks(
  tasks: readonly Task[],
  onDone: (result: TaskResult) => void,
): Promise<readonly TaskResult[]> {
  const results: TaskResult[] = [];
  for (const task of tasks) {
    const result = await runTask(task);
    onDone(result);
    results.push(result);
  }
  return results;
}
