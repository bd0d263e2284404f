import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { LEAVE_OUT, usageError } from '../../core/errors.ts';
import { type ProjectPath, projectPath } from '../../core/paths.ts';
import { foldersAround } from '../../io/project-root.ts';

/** Which of several templates or stacks is meant, as flags say it. */
export interface PlaceFlags {
  readonly template?: string;
  readonly stack?: string;
}

export interface Place {
  readonly template?: ProjectPath;
  readonly stack?: string;
}

/** A path is one from the folder that the command is run for; messages name those from the project's own. */
function templateIn(dir: string, cwd: string, template: string): ProjectPath {
  const around = foldersAround(resolve(cwd));
  const from = around.find((folder) => existsSync(resolve(folder, template))) ?? dir;
  return projectPath(relative(dir, resolve(from, template)).split(sep).join('/'));
}

/** The place in the project of `dir` that flags name; throws `refused` for a path that leads out of it. */
export const placeOf = (
  dir: string,
  { cwd, template, stack }: PlaceFlags & { readonly cwd: string },
): Place => ({
  ...(template ? { template: templateIn(dir, cwd, template) } : {}),
  ...(stack ? { stack } : {}),
});

/** A project of ours has one place for what is added to it. */
export function refusePlace({ template, stack }: PlaceFlags): void {
  const flag = template ? '--template' : stack ? '--stack' : undefined;
  if (flag) throw usageError(`${flag} is not for a project of create-lambda-app`, LEAVE_OUT);
}
