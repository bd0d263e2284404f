import { refusal, UPDATE } from '../errors.ts';
import { MANIFEST } from '../manifest.ts';
import type { Pattern } from '../pattern.ts';
import type { Ports } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { contextOf } from './resolve.ts';

/** The pattern of an existing instance; throws `refused` when this version does not know it. */
export function patternOf({ registry }: Ports, { name, pattern }: Instance): Pattern {
  const found = registry.patterns.get(pattern);
  if (found) return found;
  throw refusal(
    `${MANIFEST} has "${name}" of a pattern that this version does not have: ${pattern}`,
    {
      hint: UPDATE,
    },
  );
}

/** What an instance contributes, given those that stood before it. */
export const contributionOf = (
  ports: Ports,
  project: Project,
  instance: Instance,
  before: readonly Instance[],
) => patternOf(ports, instance).contribute(contextOf(project, instance, before));
