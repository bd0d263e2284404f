import type { ProjectPath } from './paths.ts';
import type { Base } from './tree/tree.ts';

/** An optional file: undefined where it cannot be read, such as through a link that leaves the project. */
export function quietly(base: Base, path: ProjectPath): string | undefined {
  try {
    return base.read(path);
  } catch {
    return undefined;
  }
}
