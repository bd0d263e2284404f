import { folderOf, projectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';

/** The folder with the cdk.json that is in force for a module, with a slash behind it; empty for the project's own. */
export function appFolder(disk: Disk, path: string): string {
  const folder = folderOf(path);
  if (folder === '' || disk.read(projectPath(`${folder}cdk.json`)) !== undefined) return folder;
  return appFolder(disk, folder.slice(0, -1));
}

/** A path of the project as the app's program names it, which runs in its own folder. */
export function fromApp(disk: Disk, modulePath: string, path: string): string {
  const folder = appFolder(disk, modulePath);
  if (path.startsWith(folder)) return path.slice(folder.length);
  return '../'.repeat(folder.split('/').length - 1) + path;
}
