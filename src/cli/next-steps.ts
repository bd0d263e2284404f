import { execCommand, installCommand, scriptCommand } from '../core/commands.ts';
import type { Plan } from '../core/fold/pipeline.ts';
import type { PackageManager } from '../core/project.ts';
import { ownScript } from './invocation.ts';

/** Longer commands, which contain a path, do not widen the column. */
const LONG = 40;

/** Commands with what they do, one below the other. */
const explained = (steps: readonly (readonly [command: string, does: string])[]) => {
  const width = Math.max(...steps.map(([{ length }]) => (length < LONG ? length : 0))) + 2;
  return steps.map(([command, does]) => `${command.padEnd(width - 2)}  # ${does}`);
};

const CHECK = 'everything CI runs, on this machine';

const COMMIT = 'with the lock file, from which CI installs';

/** What is left to do in a project of ours where nothing else is. */
export const checkSteps = (manager: PackageManager): readonly string[] =>
  explained([[scriptCommand(manager, 'check'), CHECK]]);

/** What is left to do for a new project in a folder, first of all the commands that were not run. */
export function stepsAfterCreate(
  { manifest, described }: Plan,
  dir: string,
  undone: readonly string[],
): readonly string[] {
  const { iac, packageManager: manager } = manifest.project;
  const own = described.flatMap(({ description }) => description.nextSteps ?? []);
  const isInstall = (command: string) => command === installCommand(manager);
  const bootstrap = [
    `${execCommand(manager)} cdk bootstrap`,
    'once for an account and region',
  ] as const;
  const steps = explained([
    ...undone.map(
      (command) =>
        [
          command,
          isInstall(command) ? 'and commit the lock file: CI installs from it' : COMMIT,
        ] as const,
    ),
    [scriptCommand(manager, 'check'), CHECK],
    [ownScript(manager, 'dev'), 'the project on this machine, with a live page'],
    ...(iac === 'cdk' ? [bootstrap] : []),
    [scriptCommand(manager, 'deploy'), 'to your AWS account'],
  ]);
  return [`cd ${dir}`, ...steps, ...new Set(own)];
}

/** What is left to do for an instance that was added to a project of ours; nothing where it was there. */
export function stepsAfterAdd(
  { changes, described, manifest }: Plan,
  undone: readonly string[],
): readonly string[] {
  if (changes.length === 0) return [];
  const { packageManager: manager } = manifest.project;
  return [...undone, ...checkSteps(manager), ...(described.at(-1)?.description.nextSteps ?? [])];
}
