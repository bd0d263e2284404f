import type { Name } from '../../core/names.ts';
import { folderOf, isTyped, type ProjectPath, projectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { appFolder } from '../../infrastructure/cdk/app-folder.ts';

const FOLDERS = ['lambda', 'lambdas', 'functions', 'handlers', 'src'];

/** Where handlers could stand, in a project that has none yet. */
export function freshFile(disk: Disk, path: ProjectPath, name: Name): ProjectPath {
  const app = appFolder(disk, path);
  const has = (folder: string) => disk.list().some((each) => each.startsWith(`${app}${folder}/`));
  const folder =
    FOLDERS.find((each) => has(each) && !folderOf(path).startsWith(app + each)) ?? 'lambda';
  return projectPath(`${app}${folder}/${name.kebab}.${isTyped(path) ? 'ts' : 'js'}`);
}
