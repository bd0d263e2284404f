import type { ProjectPath } from './paths.ts';
import type { Base } from './tree/tree.ts';

/** A file that is of no matter when it cannot be read, for a link may lead out of the project; undefined then. */
export function quietly(base: Base, path: ProjectPath): string | undefined {
  try {
    return base.read(path);
  } catch {
    return undefined;
  }
}
