import { folderOf, projectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { namesApp } from '../forms.ts';

/** The folder of the app that a module is of, with a slash behind it; empty for the project's own. */
export function appFolder(disk: Disk, path: string): string {
  const folder = folderOf(path);
  const has = (name: string) => {
    const file = projectPath(`${folder}${name}`);
    return disk.read(file) !== undefined && namesApp(disk, file);
  };
  if (folder === '' || has('cdk.json') || has('package.json')) return folder;
  return appFolder(disk, folder.slice(0, -1));
}

/** A path of the project as the app's program names it, which runs in its own folder. */
export function fromApp(disk: Disk, modulePath: string, path: string): string {
  const folder = appFolder(disk, modulePath);
  if (path.startsWith(folder)) return path.slice(folder.length);
  return '../'.repeat(folder.split('/').length - 1) + path;
}
