import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

test('users are invited, and decide on a second factor', async () => {
  expect(properties(await load(), '__Name__UserPool')).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: 'OPTIONAL',
  });
});
