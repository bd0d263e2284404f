import { kindOfPattern } from '../src/core/additions.ts';
import type { Instance } from '../src/core/project.ts';

/** Why an option of the project's own stack has no place where every pattern has stacks of its own. */
export function problemWithoutOwnStack(others: readonly Instance[]): string | undefined {
  const patterns = others.filter(({ pattern }) => kindOfPattern(pattern) !== 'option');
  return patterns.length > 0 && patterns.every(({ pattern }) => pattern === 'multi-region')
    ? "it is in the project's own stack, and all patterns have stacks of their own"
    : undefined;
}
