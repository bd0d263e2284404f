import { refusal, UPDATE } from '../errors.ts';
import { MANIFEST } from '../manifest.ts';
import type { Contribution, Pattern } from '../pattern.ts';
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

interface Asked {
  readonly pattern: Pattern;
  readonly project: Project;
  readonly before: readonly Instance[];
  readonly contribution: Contribution;
}

/** Each step of a plan asks for the same contribution, which is pure. */
const LAST = new WeakMap<Instance, Asked>();

const isSame = (last: Asked, { pattern, project, before }: Omit<Asked, 'contribution'>) =>
  last.pattern === pattern &&
  last.project === project &&
  last.before.length === before.length &&
  last.before.every((each, i) => each === before[i]);

/** What an instance contributes, given those that stood before it. */
export function contributionOf(
  ports: Ports,
  project: Project,
  instance: Instance,
  before: readonly Instance[],
): Contribution {
  const pattern = patternOf(ports, instance);
  const asked = { pattern, project, before };
  const last = LAST.get(instance);
  if (last && isSame(last, asked)) return last.contribution;
  const contribution = pattern.contribute(contextOf(pattern, project, instance, before));
  LAST.set(instance, { ...asked, contribution });
  return contribution;
}
