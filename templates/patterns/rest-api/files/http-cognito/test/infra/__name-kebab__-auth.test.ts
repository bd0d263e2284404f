import { expect, test } from 'vitest';
import { ownRoutes } from '../support/http-api.ts';
import { load } from '../support/template.ts';

const issuer = '__Name__UserPool.ProviderURL';
const audience = '__Name__UserPoolClient';
const callers = `JWT of ${issuer} for ${audience} in $request.header.Authorization`;

test('only users of the pool may call the functions', async () => {
  expect(ownRoutes(await load(), '__Name__Api')).toEqual({
    'POST /__name-kebab__': `__Name__Create: ${callers}`,
    'GET /__name-kebab__': `__Name__List: ${callers}`,
    'GET /__name-kebab__/{id}': `__Name__Get: ${callers}`,
    'PUT /__name-kebab__/{id}': `__Name__Update: ${callers}`,
    'DELETE /__name-kebab__/{id}': `__Name__Delete: ${callers}`,
  });
});
