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
        (edge) => edge.from === from && edge.properties.operation === properties.operation,
      );
      if (!taken) return [];
      const { to, place } = taken;
      return [
        {
          rule: RULE,
          place,
          reason: `${from.id} has such a trigger already: ${String(properties.operation)} calls ${to.id} (${shown(place)})`,
          wayOut: 'Choose another --operation, or do both in one function.',
        },
      ];
    });
  },
};
