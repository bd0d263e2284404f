import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { refusal, usageError } from '../core/errors.ts';
import { nameProblem } from '../core/names.ts';
import { type Plan, planCreate } from '../core/pipeline.ts';
import type { Workshop } from '../core/ports.ts';
import { findPattern } from '../core/resolve.ts';
import { diskBase } from '../io/disk.ts';
import type { Task } from '../io/tasks.ts';
import {
  type Answers,
  type CreateArguments,
  createRequest,
  folderName,
  parseCreateArguments,
  patternsOf,
} from './create-arguments.ts';
import { execute } from './execute.ts';
import { printMeanings } from './meanings.ts';
import { recoverFirst } from './recovery.ts';
import { printSteps } from './report.ts';
import { createWorkshop, packageVersion } from './workshop.ts';

const DEFAULTS = { dir: 'my-app', patterns: ['rest-api'], iac: 'cdk' } as const;

const isTerminal = () => Boolean(process.stdin.isTTY && process.stdout.isTTY);

function requireFlags(args: CreateArguments): void {
  const missing = [
    ...(args.dir === undefined ? ['the folder (first argument)'] : []),
    ...(patternsOf(args).length === 0 ? ['--pattern'] : []),
    ...(args.iac === undefined ? ['--iac'] : []),
  ];
  if (missing.length > 0)
    throw usageError(
      `Missing: ${missing.join(', ')}`,
      'There is no terminal to ask in. Give the flags, or --yes for the defaults.',
    );
}

async function ask(args: CreateArguments, workshop: Workshop): Promise<Omit<Answers, 'name'>> {
  const prompts = await import('./prompts.ts');
  prompts.intro();
  const given = patternsOf(args);
  return {
    dir: args.dir ?? (await prompts.askFolder()),
    patterns: given.length > 0 ? given : await prompts.askPatterns(workshop.registry),
    iac: args.iac ?? (await prompts.askIac()),
  };
}

const isComplete = (args: CreateArguments) =>
  args.dir !== undefined && patternsOf(args).length > 0 && args.iac !== undefined;

/** Whether questions are asked: with a flag for each answer there is nothing to ask. */
const isInteractive = (args: CreateArguments) =>
  !args.yes && !args.json && isTerminal() && !isComplete(args);

async function answersOf(args: CreateArguments, workshop: Workshop): Promise<Answers> {
  if (!args.yes && !isInteractive(args)) requireFlags(args);
  const given = patternsOf(args);
  const answers = isInteractive(args)
    ? await ask(args, workshop)
    : {
        dir: args.dir ?? DEFAULTS.dir,
        patterns: given.length > 0 ? given : DEFAULTS.patterns,
        iac: args.iac ?? DEFAULTS.iac,
      };
  return { ...answers, name: args.name ?? nameFromFolder(answers.dir) };
}

function nameFromFolder(dir: string): string {
  const name = folderName(dir);
  const problem = nameProblem(name, 'project');
  if (problem) throw usageError(problem, 'Name the folder so, or give --name.');
  return name;
}

/** Nothing can be created in a file: neither at `dir` nor above it. */
function refuseFile(dir: string): void {
  if (!existsSync(dir)) refuseFile(dirname(dir));
  else if (!statSync(dir).isDirectory())
    throw refusal(`${dir} is a file, not a folder`, { hint: 'Choose another folder.' });
}

async function tasksOf(args: CreateArguments, plan: Plan, dir: string): Promise<readonly Task[]> {
  if (args.dryRun || !(args.install || args.git)) return [];
  const { gitTask, installTask } = await import('../io/tasks.ts');
  return [
    ...(args.install ? [installTask(dir, plan.manifest.project)] : []),
    ...(args.git ? [gitTask(dir)] : []),
  ];
}

function nextSteps(args: CreateArguments, plan: Plan, dir: string): readonly string[] {
  const { packageManager } = plan.manifest.project;
  const own = plan.described.flatMap(({ description }) => description.nextSteps ?? []);
  return [
    `cd ${dir}`,
    ...(args.install ? [] : [`${packageManager} install`]),
    `${packageManager} run check    # everything CI runs, on this machine`,
    `${packageManager} run deploy   # to your AWS account`,
    ...new Set(own),
  ];
}

/** The whole of `create-lambda-app`. */
export async function create(argv: readonly string[]): Promise<void> {
  const args = await parseCreateArguments(argv, packageVersion());
  if (!args) return;
  const workshop = await createWorkshop();
  const answers = await answersOf(args, workshop);
  const defaultName = (id: string) => findPattern(workshop.registry, id).defaultName;
  const request = createRequest(args, answers, defaultName);
  const dir = resolve(answers.dir);
  refuseFile(dir);
  recoverFirst(dir, args);
  const plan = planCreate(request, diskBase(dir), workshop);
  if (!args.json) printMeanings(plan.described);
  if (isInteractive(args) && !args.dryRun)
    await (await import('./prompts.ts')).confirm(plan, answers.dir);
  const steps = nextSteps(args, plan, answers.dir);
  const tasks = await tasksOf(args, plan, dir);
  await execute(plan, { ...args, dir, nextSteps: steps, tasks });
  if (!args.json && !args.dryRun) printSteps('Next:', steps);
}
