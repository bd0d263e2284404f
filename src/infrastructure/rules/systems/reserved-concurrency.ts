import type { Edge, Node } from '../../graph.ts';
import { existing, invokesBy, numberOr, placeOf, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'reserved-concurrency';

/** Fewer than these no queue is limited to. */
const LEAST = 2;

/** How many invocations the queues of a function start together, each at its place; unlimited ones count as none. */
function startedBy(fn: Node, edges: readonly Edge[]): number {
  const limits = invokesBy(edges, 'sqs')
    .filter(({ to }) => to === fn)
    .map(
      ({ place, properties }) =>
        [shown(place), numberOr(properties.maxConcurrency, 0) ?? 0] as const,
    );
  return [...new Map(limits).values()].reduce((sum, each) => sum + each, 0);
}

export const reservedConcurrency: Rule = {
  id: RULE,
  source:
    'Lambda: the maximum concurrency of all queues together must not be more than what the function has reserved, or messages are throttled',
  check: (_, addition, after) =>
    invokesBy(addition.edges, 'sqs').flatMap(({ to }) => {
      const reserved = numberOr(to.properties.reservedConcurrency, Number.POSITIVE_INFINITY);
      const wanted = startedBy(to, after.edges);
      if (reserved === undefined || wanted <= reserved) return [];
      const place = placeOf(to, 'reservedConcurrency');
      const others = startedBy(to, existing(after.edges, addition.edges));
      const room = reserved - others;
      return [
        {
          rule: RULE,
          place,
          reason: `${to.id} has a reserved concurrency of ${reserved} (${shown(place)}), and its queues would start up to ${wanted} invocations at a time: the others are throttled, and become dead letters.`,
          wayOut:
            room < LEAST
              ? `Reserve ${others + LEAST} or more.`
              : `Give --max-concurrency ${room}, or reserve more.`,
          isUnsure: true as const,
        },
      ];
    }),
};
