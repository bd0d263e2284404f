import { isInvokes, placeOf, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'tenant-isolation';

export const tenantIsolation: Rule = {
  id: RULE,
  source:
    'Lambda: a function with tenant isolation is invoked with the id of a tenant; event sources and URLs have none',
  check: (_, addition) =>
    addition.edges
      .filter(isInvokes)
      .filter(({ to }) => to.properties.tenancy !== undefined)
      .slice(0, 1)
      .map(({ how, to }) => {
        const place = placeOf(to, 'tenancy');
        return {
          rule: RULE,
          place,
          reason: `${to.id} has an environment for each tenant (${shown(place)}), and is invoked with the id of one: ${how} has none`,
          wayOut:
            how === 'http'
              ? 'Write the integration by hand: it has to set the header X-Amz-Tenant-Id.'
              : `Let another function take the events, and invoke ${to.id} with the id of the tenant.`,
        };
      }),
};
