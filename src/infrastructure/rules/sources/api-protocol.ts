import { invokesBy, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'api-protocol';

export const apiProtocol: Rule = {
  id: RULE,
  source:
    'API Gateway: a route of a WebSocket API is chosen by the message, and has no method and path',
  check: (_, addition) =>
    invokesBy(addition.edges, 'http')
      .filter(({ from }) => from.properties.isWebSocket)
      .map(({ from }) => ({
        rule: RULE,
        place: from.place,
        reason: `${from.id} is a WebSocket API (${shown(from.place)}): it has no paths`,
        wayOut: 'Name another --api.',
      })),
};
