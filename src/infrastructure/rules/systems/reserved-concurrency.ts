import { invokesBy, numberOr, placeOf, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'reserved-concurrency';

/** Fewer than these no queue is limited to. */
const LEAST = 2;

export const reservedConcurrency: Rule = {
  id: RULE,
  source:
    "Lambda: the maximum concurrency of a queue must not be more than the function's reserved concurrency, or messages are throttled",
  check: (_, addition) =>
    invokesBy(addition.edges, 'sqs').flatMap(({ to, properties }) => {
      const reserved = numberOr(to.properties.reservedConcurrency, Number.POSITIVE_INFINITY);
      const wanted = numberOr(properties.maxConcurrency, 0);
      if (reserved === undefined || wanted === undefined || wanted <= reserved) return [];
      const place = placeOf(to, 'reservedConcurrency');
      return [
        {
          rule: RULE,
          place,
          reason: `${to.id} has ${reserved} invocations at a time reserved (${shown(place)}), and the queue would start up to ${wanted}: the others are throttled, and become dead letters.`,
          wayOut: reserved < LEAST ? `Reserve ${LEAST} or more.` : `Give --max-concurrency ${reserved}, or reserve more.`,
          isUnsure: true as const,
        },
      ];
    }),
};
