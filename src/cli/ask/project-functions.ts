import type { Disk } from '../../core/tree/tree.ts';
import { uniqueName } from '../../infrastructure/match.ts';
import { projectDisk } from '../../io/list-files.ts';
import { formOf } from '../generate/extend-context.ts';
import { projectRoot, type RootFlags } from '../generate/project-root.ts';

/** A function of the project: the name by which a command takes it, and its place. */
export interface ProjectFunction {
  readonly name: string;
  readonly shown: string;
}

async function functionsOf(disk: Disk) {
  if ((await formOf(disk, {})) === 'sam')
    return (await import('../../infrastructure/sam/functions.ts')).samFunctions(disk);
  return (await import('../../infrastructure/cdk/functions.ts')).cdkFunctions(disk);
}

/** Every function of a project, also of one that this tool did not create; throws `refused` where there is no project. */
export async function projectFunctions(flags: RootFlags): Promise<readonly ProjectFunction[]> {
  const { dir, scope } = projectRoot(flags);
  const all = await functionsOf({ ...projectDisk(dir), scope });
  return all.map((each) => ({ name: uniqueName(each, all), shown: each.shown }));
}
