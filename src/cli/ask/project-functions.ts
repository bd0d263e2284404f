import type { Disk } from '../../core/tree/tree.ts';
import { uniqueName } from '../../infrastructure/match.ts';
import { projectDisk } from '../../io/list-files.ts';
import { formOf, refuseMissing } from '../generate/extend-context.ts';
import { projectRoot, type RootFlags } from '../generate/project-root.ts';

/** A function of the project: the name by which a command takes it, and its place. */
export interface ProjectFunction {
  readonly name: string;
  readonly shown: string;
}

export interface ProjectFunctions {
  readonly functions: readonly ProjectFunction[];
  /** What may be functions as well: packages of a CDK app that could tell are not installed. */
  readonly unread: readonly ProjectFunction[];
}

/** Throws `refused` where none is found because the infrastructure is missing or cannot be read. */
async function found(disk: Disk) {
  refuseMissing(disk);
  if ((await formOf(disk, {})) === 'sam') {
    const { samFunctions } = await import('../../infrastructure/sam/functions.ts');
    const { refuseUnread } = await import('../../infrastructure/sam/templates.ts');
    const functions = samFunctions(disk);
    if (functions.length === 0) refuseUnread(disk);
    return { functions, unread: [] };
  }
  const { cdkFunctions, unreadFunctions } = await import('../../infrastructure/cdk/functions.ts');
  const { refuseBroken } = await import('../../infrastructure/cdk/modules.ts');
  const all = { functions: cdkFunctions(disk), unread: unreadFunctions(disk) };
  if (all.functions.length + all.unread.length === 0) refuseBroken(disk);
  return all;
}

type Shown = Parameters<typeof uniqueName>[0] & Pick<ProjectFunction, 'shown'>;

const named = (all: readonly Shown[]): readonly ProjectFunction[] =>
  all.map((each) => ({ name: uniqueName(each, all), shown: each.shown }));

/** Every function of a project, also of one that this tool did not create; throws `refused` where there is no project. */
export async function allFunctions(flags: RootFlags): Promise<ProjectFunctions> {
  const { dir, scope } = projectRoot(flags);
  const { functions, unread } = await found({ ...projectDisk(dir), scope });
  return { functions: named(functions), unread: named(unread) };
}

/** Those that are known. */
export const projectFunctions = async (flags: RootFlags) => (await allFunctions(flags)).functions;
