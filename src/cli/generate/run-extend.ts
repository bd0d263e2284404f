import { relative } from 'node:path';
import { isOwnProject, readAnyManifest } from '../../core/manifest.ts';
import type { ExtendPlan } from '../../host/context.ts';
import { diskBase } from '../../io/disk.ts';
import type { Task } from '../../io/tasks/tasks.ts';
import pc from '../colours.ts';
import { type ExecuteOptions, execute } from '../execute.ts';
import { printSteps } from '../report.ts';
import { print } from '../ui.ts';
import type { AddFlags } from './add/add-instance.ts';

export type ExtendFlags = AddFlags;

/** New dependencies come only into projects of our own, whose manifest says what installs them. */
async function tasksOf(
  dir: string,
  { install }: ExtendFlags,
  { changes }: ExtendPlan,
): Promise<readonly Task[]> {
  const manifest = readAnyManifest(diskBase(dir));
  const isNew = changes.some(({ path }) => path === 'package.json');
  if (!install || !isNew || !isOwnProject(manifest)) return [];
  const { installTask } = await import('../../io/tasks/tasks.ts');
  return [installTask(dir, manifest.project)];
}

/** Shows what was read off the project, then the plan through the end of every command's pipeline. */
export async function runExtend(
  dir: string,
  args: ExtendFlags,
  plan: ExtendPlan,
  about: string,
  asked: Pick<ExecuteOptions, 'question' | 'isGrave'> = {},
): Promise<void> {
  const { inferred, warnings = [], nextSteps: own } = plan;
  if (!args.json) {
    const folder = relative(process.cwd(), dir);
    if (folder) print(pc.dim(`  project   ${folder}`));
    for (const line of inferred) print(pc.dim(`  ${line}`));
  }
  const nextSteps = await execute(plan, {
    ...args,
    dir,
    about,
    warnings,
    ...asked,
    nextSteps: (undone) => [...undone, ...own],
    tasks: await tasksOf(dir, args, plan),
  });
  if (!args.json && nextSteps.length > 0) printSteps('Next:', nextSteps);
}
