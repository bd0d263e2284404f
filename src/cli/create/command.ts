import { resolve } from 'node:path';
import { kindOfPattern } from '../../core/additions.ts';
import { installCommand } from '../../core/commands.ts';
import { Cancelled, usageError } from '../../core/errors.ts';
import { type Plan, planCreate } from '../../core/fold/pipeline.ts';
import { findOffered } from '../../core/fold/resolve.ts';
import type { Ports, Registry } from '../../core/ports.ts';
import { folderBase } from '../../io/disk.ts';
import { packageVersion } from '../../io/package-root.ts';
import type { Task } from '../../io/tasks/tasks.ts';
import { canAsk } from '../ask/asking.ts';
import pc from '../colours.ts';
import { execute } from '../execute.ts';
import { printMeanings } from '../meanings.ts';
import { stepsAfterCreate } from '../next-steps.ts';
import { createPorts } from '../ports.ts';
import { printNext } from '../report.ts';
import { printProse } from '../ui.ts';
import {
  type Answers,
  type CreateArguments,
  createRequest,
  DEFAULTS,
  parseCreateArguments,
  patternsOf,
} from './arguments.ts';
import { type Customised, neededSettings, requireSettings } from './customise.ts';
import { nameFromFolder, prepareFolder } from './folder.ts';
import { checkOptions, optionsAsked } from './option-flags.ts';
import type { Conversation } from './prompts.ts';

/** What the flags leave open. */
const missingIn = (args: CreateArguments): readonly string[] => [
  ...(args.dir === undefined ? ['the folder (first argument)'] : []),
  ...(patternsOf(args).length === 0 ? ['--pattern'] : []),
  ...(args.iac === undefined ? ['--iac'] : []),
];

function requireFlags(args: CreateArguments): void {
  const missing = missingIn(args);
  if (missing.length > 0)
    throw usageError(
      `Missing: ${missing.join(', ')}`,
      'There is no terminal to ask in. Give the flags, or --yes for the defaults.',
    );
}

/** Whether questions are asked: with a flag for each answer there is nothing to ask. */
const isInteractive = (args: CreateArguments, registry: Registry) =>
  canAsk(args) &&
  (missingIn(args).length > 0 || neededSettings(args, new Map(), registry).length > 0);

/** The flags' answers, and the defaults where they leave something open. */
function answersOf(args: CreateArguments): Answers {
  const dir = args.dir ?? DEFAULTS.dir;
  const name = args.name ?? nameFromFolder(dir);
  prepareFolder(resolve(dir), args);
  const given = patternsOf(args);
  const patterns = given.length > 0 ? given : DEFAULTS.patterns;
  return { dir, name, patterns, iac: args.iac ?? DEFAULTS.iac };
}

const NOTHING: Customised = { settings: [], options: [] };

/** The request, from questions where there is a terminal. Throws `Cancelled` when the user declines. */
async function conversationOf(
  args: CreateArguments,
  { registry }: Ports,
  planOf: (conversation: Conversation) => Plan,
): Promise<Conversation> {
  if (!isInteractive(args, registry)) {
    if (!args.yes) requireFlags(args);
    requireSettings(args, registry);
    return { answers: answersOf(args), customised: NOTHING };
  }
  const { converse } = await import('./prompts.ts');
  const { isWanted, ...conversation } = await converse(args, registry, planOf);
  if (!isWanted) throw new Cancelled();
  return conversation;
}

async function tasksOf(args: CreateArguments, plan: Plan, dir: string): Promise<readonly Task[]> {
  if (args.dryRun || !(args.install || args.git)) return [];
  const { gitTask, installTask } = await import('../../io/tasks/tasks.ts');
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
  printProse(
    `\n${pc.yellow('!')} The project needs Node.js ${needed} or later. This is ${process.versions.node}.`,
  );
}

function isAtLeast(version: string, needed: string): boolean {
  const [[major, minor], [least, leastMinor]] = [version, needed].map((each) =>
    each.split('.').map(Number),
  ) as [[number, number], [number, number]];
  return major > least || (major === least && minor >= leastMinor);
}

function planWith(args: CreateArguments, ports: Ports, conversation: Conversation): Plan {
  const { answers, customised } = conversation;
  const defaultName = (id: string) => findOffered(ports.registry, id).defaultName;
  checkOptions(optionsAsked(args), ports.registry);
  const options = [...optionsAsked(args), ...customised.options];
  const packed = { ...args, package: args.package ?? customised.packageType };
  const request = createRequest(packed, answers, defaultName, options, customised.settings);
  return planCreate(request, folderBase(resolve(answers.dir)), ports);
}

/** The whole of `create-lambda-app`. */
export async function create(argv: readonly string[]): Promise<void> {
  const args = await parseCreateArguments(argv, packageVersion());
  if (!args) return;
  const ports = await createPorts();
  const planOf = (conversation: Conversation) => planWith(args, ports, conversation);
  const conversation = await conversationOf(args, ports, planOf);
  const plan = planOf(conversation);
  const dir = resolve(conversation.answers.dir);
  printMeanings(plan.described, args.json);
  const notAsked = args.install ? [] : [installCommand(plan.manifest.project.packageManager)];
  const steps = await execute(plan, {
    ...args,
    dir,
    what: whatOf(plan),
    nextSteps: (undone) =>
      stepsAfterCreate(plan, conversation.answers.dir, [...notAsked, ...undone]),
    tasks: await tasksOf(args, plan, dir),
  });
  if (args.json) return;
  if (!args.dryRun) warnOfNode(plan);
  printNext(plan.described, steps);
}
