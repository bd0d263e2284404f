import { couldBe, likeOf } from '../../texts.ts';
import { existing, invokesBy, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'operation-taken';

export const operationTaken: Rule = {
  id: RULE,
  source:
    'Cognito: a user pool calls one function an operation (LambdaConfig); SAM: "Cognito trigger defined multiple times"',
  check(_, addition, after) {
    const before = existing(invokesBy(after.edges, 'cognito'), addition.edges);
    return invokesBy(addition.edges, 'cognito').flatMap(({ from, properties }) => {
      const taken = before.find(
        (edge) =>
          edge.from === from &&
          couldBe(String(properties.operation), likeOf(edge.properties.operation)),
      );
      if (!taken) return [];
      const { to, place } = taken;
      const isKnown = typeof taken.properties.operation === 'string';
      return [
        {
          rule: RULE,
          place,
          reason: isKnown
            ? `${from.id} has such a trigger already: ${String(properties.operation)} calls ${to.id} (${shown(place)})`
            : `${from.id} may have such a trigger already: which operation calls ${to.id} is not known (${shown(place)})`,
          wayOut: isKnown
            ? 'Choose another --operation, or do both in one function.'
            : 'Write the operation out there first.',
        },
      ];
    });
  },
};
