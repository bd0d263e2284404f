import { type ProjectPath, projectPath } from './paths.ts';
import type { Base } from './tree/tree.ts';

/** An optional file: undefined where it cannot be read, such as through a link that leaves the project. */
export function quietly(base: Base, path: ProjectPath): string | undefined {
  try {
    return base.read(path);
  } catch {
    return undefined;
  }
}

/** Whether a file exists, whatever it is. */
export const has = (base: Base, path: string): boolean => {
  try {
    return base.read(projectPath(path)) !== undefined;
  } catch {
    // Bytes that are no text, such as those of bun.lockb
    return true;
  }
};
