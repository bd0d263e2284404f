import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusal, usageError } from '../../core/errors.ts';
import { MANIFEST } from '../../core/manifest.ts';
import { nameProblem } from '../../core/names.ts';
import { recoverFirst } from '../recovery.ts';
import { folderName } from './arguments.ts';

/** Nothing can be created in a file: neither at `dir` nor above it. */
function refuseFile(dir: string): void {
  if (!existsSync(dir)) refuseFile(dirname(dir));
  else if (!statSync(dir).isDirectory())
    throw refusal(`${dir} is a file, not a folder`, { hint: 'Choose another folder.' });
}

function refuseProject(dir: string): void {
  if (existsSync(join(dir, MANIFEST)))
    throw refusal(`${dir} has a project already: ${MANIFEST} is there`, {
      hint: 'Extend it, in that folder: lambda-gen add pattern <id> [name]. Or choose another folder.',
    });
}

/** Makes sure of a new project's folder before anything else is asked; throws `usage` or `refused`. */
export function prepareFolder(dir: string, flags: { dryRun: boolean; json: boolean }): void {
  if (dir.includes('\0'))
    throw usageError("A folder's name cannot have a null character", 'Choose another folder.');
  refuseFile(dir);
  recoverFirst(dir, flags);
  refuseProject(dir);
}

/** The project's name, which its folder has; throws `usage` for a folder that no project can be called. */
export function nameFromFolder(dir: string): string {
  const name = folderName(dir);
  const problem = nameProblem(name, 'project');
  if (problem) throw usageError(problem, 'Rename the folder, or give --name.');
  return name;
}
