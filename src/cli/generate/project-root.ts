import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { usageError } from '../../core/errors.ts';
import { MANIFEST } from '../../core/manifest.ts';
import { forms } from '../../infrastructure/forms.ts';
import { folderDisk } from '../../io/list-files.ts';
import { foldersAround } from '../../io/project-root.ts';

/**
 * The root of the project that a folder is in: the nearest folder with a manifest, or else the nearest with a cdk.json
 * or a template. The folder itself where none has any; throws `usage` when it does not exist.
 */
export function projectRoot(cwd: string): string {
  const folder = resolve(cwd);
  if (!existsSync(folder)) throw usageError(`There is no folder ${folder}`, 'See --cwd.');
  const all = foldersAround(folder);
  const extended = all.find((at) => existsSync(join(at, MANIFEST)));
  return extended ?? all.find((at) => forms(folderDisk(at)).length > 0) ?? folder;
}
