import { resolve } from 'node:path';
import type { OptionValues } from '../core/options.ts';
import { type Plan, planAdd, readManifest } from '../core/pipeline.ts';
import type { Registry } from '../core/ports.ts';
import { diskBase } from '../io/disk.ts';
import { projectRoot } from '../io/project-root.ts';
import { execute } from './execute.ts';
import { printMeanings } from './meanings.ts';
import { recoverFirst } from './recovery.ts';
import { printNext } from './report.ts';
import { addWorkshop } from './workshop.ts';

export interface AddArguments {
  readonly id: string;
  readonly name?: string;
  readonly cwd: string;
  readonly install: boolean;
  readonly dryRun: boolean;
  readonly diff: boolean;
  readonly json: boolean;
}

/** Every option that some pattern has: which of them fit is the pattern's own matter, and its help's. */
export const patternFlags = ({ patterns }: Registry) =>
  Object.fromEntries(
    [...patterns.values()]
      .flatMap(({ options }) => Object.keys(options))
      .map((key) => [key, { type: 'string', hidden: true } as const]),
  );

function optionsOf(args: object, registry: Registry): OptionValues {
  const known = patternFlags(registry);
  const given = Object.entries(args).filter(
    ([key, value]) => Object.hasOwn(known, key) && typeof value === 'string',
  );
  return Object.fromEntries(given);
}

const isNewPackage = ({ changes }: Plan) => changes.some(({ path }) => path === 'package.json');

function nextSteps({ changes, described, manifest }: Plan, isInstalling: boolean) {
  const { packageManager } = manifest.project;
  if (changes.length === 0) return [];
  return [
    ...(isInstalling ? [] : [`${packageManager} install`]),
    `${packageManager} run check    # everything CI runs, on this machine`,
    ...(described.at(-1)?.description.nextSteps ?? []),
  ];
}

/** `lambda-gen add pattern`. */
export async function addPattern(args: AddArguments, registry: Registry): Promise<void> {
  const dir = projectRoot(resolve(args.cwd));
  recoverFirst(dir, args);
  const base = diskBase(dir);
  const workshop = await addWorkshop(readManifest(base).project.iac, registry);
  const options = optionsOf(args, registry);
  const request = { pattern: args.id, options, ...(args.name ? { name: args.name } : {}) };
  const plan = planAdd(request, base, workshop);
  if (!args.json) printMeanings(plan.described.slice(-1));
  const { installTask } = await import('../io/tasks.ts');
  const isInstalling = args.install || !isNewPackage(plan);
  const tasks = isInstalling && isNewPackage(plan) ? [installTask(dir, plan.manifest.project)] : [];
  const steps = args.dryRun ? [] : nextSteps(plan, isInstalling);
  await execute(plan, { ...args, dir, nextSteps: steps, tasks });
  if (!args.json) printNext(plan.described.slice(-1), steps);
}
