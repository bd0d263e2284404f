import { nameForms } from '../names.ts';
import type { Connected, Contribution, Pattern } from '../pattern.ts';
import type { Ports } from '../ports.ts';
import type { Instance, Project } from '../project.ts';
import { contributionOf, patternOf } from './contribution.ts';
import { contextOf } from './resolve.ts';

/** An option, and an instance of the same project that it may concern. */
interface Pair {
  readonly option: Instance;
  readonly pattern: Pattern;
  readonly other: Instance;
  readonly connected: Connected;
}

/** What an option contributes for an instance. It is an owner of its own, and goes with either of the two. */
export interface Connection {
  readonly option: Instance;
  readonly other: Instance;
  readonly contribution: Contribution;
}

/** The pairs of an option and an instance of which the later one is the last of these. */
function pairsOfLast(
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
): readonly Pair[] {
  const last = instances.at(-1)!;
  const before = instances.slice(0, -1);
  const pairOf = (option: Instance, other: Instance): Pair => ({
    option,
    pattern: patternOf(ports, option),
    other,
    connected: {
      name: nameForms(other.name),
      contribution: contributionOf(
        ports,
        project,
        other,
        instances.slice(0, instances.indexOf(other)),
      ),
    },
  });
  const isConnecting = (each: Instance) => patternOf(ports, each).connect !== undefined;
  return [
    ...before.filter(isConnecting).map((option) => pairOf(option, last)),
    ...(isConnecting(last) ? before.map((other) => pairOf(last, other)) : []),
  ];
}

/** Why the last of these instances cannot be in one project with those before it; undefined where it can. */
export function problemOfLast(
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
): string | undefined {
  return pairsOfLast(ports, project, instances)
    .map(({ option, pattern, connected }) =>
      pattern.problemBeside?.(contextOf(pattern, project, option, []), connected),
    )
    .find((problem) => problem !== undefined);
}

/** The connections that the last instance adds: those of earlier options to it, or its own, if it is an option. */
export const connectionsOfLast = (
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
): readonly Connection[] =>
  pairsOfLast(ports, project, instances).flatMap(({ option, pattern, other, connected }) => {
    const contribution = pattern.connect?.(contextOf(pattern, project, option, []), connected);
    return contribution ? [{ option, other, contribution }] : [];
  });

/** Every connection in a project, in the order in which they came. */
export const connectionsIn = (
  ports: Ports,
  project: Project,
  instances: readonly Instance[],
): readonly Connection[] =>
  instances.flatMap((_, i) => connectionsOfLast(ports, project, instances.slice(0, i + 1)));
