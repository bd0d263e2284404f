import { resolve } from 'node:path';
import pc from 'picocolors';
import { kindOfPattern } from '../../core/additions.ts';
import { usageError } from '../../core/errors.ts';
import { type Plan, planCreate } from '../../core/fold/pipeline.ts';
import { findOffered } from '../../core/fold/resolve.ts';
import { nameProblem } from '../../core/names.ts';
import type { Workshop } from '../../core/ports.ts';
import { folderBase } from '../../io/disk.ts';
import { packageVersion } from '../../io/package-root.ts';
import type { Task } from '../../io/tasks.ts';
import { execute } from '../execute.ts';
import { printMeanings } from '../meanings.ts';
import { stepsAfterCreate } from '../next-steps.ts';
import { printNext } from '../report.ts';
import { print } from '../ui.ts';
import { createWorkshop } from '../workshop.ts';
import {
  type Answers,
  type CreateArguments,
  createRequest,
  DEFAULTS,
  folderName,
  parseCreateArguments,
  patternsOf,
} from './arguments.ts';
import { prepareFolder } from './folder.ts';

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

const isComplete = (args: CreateArguments) =>
  args.dir !== undefined && patternsOf(args).length > 0 && args.iac !== undefined;

/** Whether questions are asked: with a flag for each answer there is nothing to ask. */
const isInteractive = (args: CreateArguments) =>
  !args.yes && !args.json && isTerminal() && !isComplete(args);

type Prompts = typeof import('./prompts.ts');

/** The questions, where there is somebody to ask; undefined where the defaults answer. */
async function promptsFor(args: CreateArguments): Promise<Prompts | undefined> {
  if (!isInteractive(args)) {
    if (!args.yes) requireFlags(args);
    return undefined;
  }
  const prompts = await import('./prompts.ts');
  prompts.intro();
  return prompts;
}

/** The folder is asked for first and looked at at once: a wrong one is refused before all other questions. */
async function answersOf(args: CreateArguments, { registry }: Workshop, prompts?: Prompts) {
  const dir = args.dir ?? (await prompts?.askFolder()) ?? DEFAULTS.dir;
  const name = args.name ?? nameFromFolder(dir);
  prepareFolder(resolve(dir), args);
  const given = patternsOf(args);
  const patterns =
    given.length > 0 ? given : ((await prompts?.askPatterns(registry)) ?? DEFAULTS.patterns);
  const iac = args.iac ?? (await prompts?.askIac()) ?? DEFAULTS.iac;
  return { dir, name, patterns, iac } satisfies Answers;
}

function nameFromFolder(dir: string): string {
  const name = folderName(dir);
  const problem = nameProblem(name, 'project');
  if (problem) throw usageError(problem, 'Name the folder so, or give --name.');
  return name;
}

async function tasksOf(args: CreateArguments, plan: Plan, dir: string): Promise<readonly Task[]> {
  if (args.dryRun || !(args.install || args.git)) return [];
  const { gitTask, installTask } = await import('../../io/tasks.ts');
  return [
    ...(args.install ? [installTask(dir, plan.manifest.project)] : []),
    ...(args.git ? [gitTask(dir)] : []),
  ];
}

/** The instances, and what they are written as. */
function whatOf({ manifest: { instances, project } }: Plan): string {
  const all = instances.map(({ name, pattern }) =>
    kindOfPattern(pattern) === 'option' ? name : `${name} (${pattern})`,
  );
  return `${all.join(', ')} as ${project.iac.toUpperCase()}`;
}

/** What this Node is too old for: the project says in its package.json what it needs. */
function warnOfNode({ changes }: Plan): void {
  const text = changes.find(({ path }) => path === 'package.json')?.after ?? '{}';
  const { engines } = JSON.parse(text) as { engines?: { node?: string } };
  const [, needed] = /^>=(\d+\.\d+)/.exec(engines?.node ?? '') ?? [];
  if (!needed || isAtLeast(process.versions.node, needed)) return;
  print(
    `\n${pc.yellow('!')} The project needs Node.js ${needed} or later. This is ${process.versions.node}.`,
  );
}

function isAtLeast(version: string, needed: string): boolean {
  const [[major, minor], [least, leastMinor]] = [version, needed].map((each) =>
    each.split('.').map(Number),
  ) as [[number, number], [number, number]];
  return major > least || (major === least && minor >= leastMinor);
}

/** The whole of `create-lambda-app`. */
export async function create(argv: readonly string[]): Promise<void> {
  const args = await parseCreateArguments(argv, packageVersion());
  if (!args) return;
  const workshop = await createWorkshop();
  const prompts = await promptsFor(args);
  const answers = await answersOf(args, workshop, prompts);
  const defaultName = (id: string) => findOffered(workshop.registry, id).defaultName;
  const request = createRequest(args, answers, defaultName);
  const dir = resolve(answers.dir);
  const plan = planCreate(request, folderBase(dir), workshop);
  printMeanings(plan.described, args.json);
  if (!args.dryRun) await prompts?.confirm(plan, answers.dir);
  const steps = args.dryRun ? [] : stepsAfterCreate(plan, answers.dir, args.install);
  const tasks = await tasksOf(args, plan, dir);
  await execute(plan, { ...args, dir, what: whatOf(plan), nextSteps: steps, tasks });
  if (args.json) return;
  if (!args.dryRun) warnOfNode(plan);
  printNext(plan.described, steps);
}
