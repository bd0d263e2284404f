import { isInvokes } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'published-alias';

export const publishedAlias: Rule = {
  id: RULE,
  source:
    'Lambda: a deployment shifts the traffic of an alias; who invokes the function itself gets its newest code at once',
  check: (_, addition) =>
    addition.edges
      .filter(isInvokes)
      .filter(
        ({ to, properties: { qualifier } }) =>
          to.properties.alias !== undefined && qualifier === undefined,
      )
      .map(({ from, to }) => ({
        rule: RULE,
        place: to.place,
        reason: `${to.id} publishes an alias, and ${from.id} would invoke the function past it`,
        wayOut: 'Invoke the alias.',
      })),
};
