import type { Rule } from '../rule.ts';

const RULE = 'policy-name';

export const policyName: Rule = {
  id: RULE,
  source:
    'IAM: PutRolePolicy replaces the policy of the same name; two stages that share a role would take it from each other',
  check: (_, addition) =>
    addition.nodes
      .filter(
        ({ type, properties: { name, foreignRoles } }) =>
          type === 'policy' &&
          typeof name === 'string' &&
          Array.isArray(foreignRoles) &&
          foreignRoles.length > 0,
      )
      .map(({ id, place, properties }) => ({
        rule: RULE,
        place,
        reason: `${id} attaches a policy called ${String(properties.name)} to a role of another stack, where each stage would replace it`,
        wayOut: 'Make the name of the stack a part of its name.',
      })),
};
