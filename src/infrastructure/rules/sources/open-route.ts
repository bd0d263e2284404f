import { existing, invokesBy, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'open-route';

export const openRoute: Rule = {
  id: RULE,
  source: 'API Gateway: a route without an authorizer is open to everybody who has the URL',
  check: (_, addition, after) =>
    invokesBy(addition.edges, 'http')
      .filter(({ properties }) => properties.isOpen === true)
      .flatMap(({ from, properties: { method, path } }) => {
        const [sibling, ...others] = existing(
          invokesBy(after.edges, 'http'),
          addition.edges,
        ).filter((edge) => edge.from === from && edge.properties.method !== 'OPTIONS');
        if (!sibling || [sibling, ...others].some(({ properties }) => properties.isOpen !== false))
          return [];
        return [
          {
            rule: RULE,
            place: sibling.place,
            reason: `Anybody may call ${method} ${path}; every other route of ${from.id} asks who calls (${shown(sibling.place)}).`,
            wayOut: 'Give it their authorizer, or --auth iam.',
            isUnsure: true as const,
          },
        ];
      }),
};
