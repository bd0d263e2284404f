import { expect, test } from 'vitest';
import { loadAll } from '../support/template.ts';

// In the version that is the default, variables such as ${aws:username} are plain text
test.each(Object.entries(await loadAll()))(
  'the policies of %s are in the current version of the language',
  (_, stack) => {
    JSON.stringify(stack, (_key, value) => {
      if (Array.isArray(value?.Statement)) expect(value).toMatchObject({ Version: '2012-10-17' });
      return value;
    });
  },
);
