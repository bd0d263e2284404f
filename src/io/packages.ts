import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Base } from '../core/tree/tree.ts';
import { foldersAround } from './project-root.ts';

/** Whether a path is that of an installed package's file. */
export const isOfPackage = (path: string) => /(^|\/)node_modules\//.test(path);

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The files of installed packages, which are read as Node finds them: through the symbolic links of workspaces, and
 * in the folders around the project, as far as its repository goes. Undefined for what cannot be read.
 */
export function packagesBase(root: string): Base {
  const folders = foldersAround(root);
  return {
    read(path) {
      const isOutermost = path.startsWith('node_modules/');
      for (const folder of isOutermost ? folders : [root]) {
        const text = textOf(join(folder, path));
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}
