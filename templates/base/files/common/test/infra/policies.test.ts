import { expect, test } from 'vitest';
import { loadAll, type Template } from '../support/template.ts';

interface Policy {
  Version?: string;
  Statement: object[];
}

function policiesIn(value: unknown): Policy[] {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.values(value).flatMap(policiesIn);
  return 'Statement' in value && Array.isArray(value.Statement)
    ? [value as Policy, ...below]
    : below;
}

const resources = Object.values(await loadAll()).flatMap((stack: Template) =>
  Object.entries(stack).filter(([, resource]) => policiesIn(resource).length > 0),
);

// In the version that is the default, variables such as ${aws:username} are plain text
test.each(resources)(
  'the policies of %s are in the current version of the language',
  (_, resource) => {
    for (const policy of policiesIn(resource)) expect(policy.Version).toBe('2012-10-17');
  },
);
