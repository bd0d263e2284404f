import { expect, test } from 'vitest';
import { toJSONSchema } from 'zod/mini';
import { ItemInput } from '../../src/__name-kebab__/item.ts';
import { schemas } from '../support/rest-api.ts';
import { load } from '../support/template.ts';

test('the gateway and the handlers ask for the same body', async () => {
  const { $schema, ...schema } = toJSONSchema(ItemInput, { target: 'draft-04' });
  expect(schemas(await load(), '__Name__Api')).toEqual({
    'POST /__name-kebab__': expect.objectContaining(schema),
    'PUT /__name-kebab__/{id}': expect.objectContaining(schema),
  });
});
