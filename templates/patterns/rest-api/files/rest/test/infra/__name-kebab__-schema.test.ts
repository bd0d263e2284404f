import { expect, test } from 'vitest';
import { toJSONSchema } from 'zod/mini';
import { ItemInput } from '../../src/__name-kebab__/item.ts';
import { schemas } from '../support/rest-api.ts';
import { load } from '../support/template.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 200 },
    description: { type: 'string', maxLength: 2000 },
  },
  required: ['name'],
  additionalProperties: false,
};

test('the handlers ask for this body', () => {
  expect(toJSONSchema(ItemInput, { target: 'draft-04' })).toMatchObject(schema);
});

test('so does the gateway, before it calls them', async () => {
  expect(schemas(await load(), '__Name__Api')).toEqual({
    'POST /__name-kebab__': expect.objectContaining(schema),
    'PUT /__name-kebab__/{id}': expect.objectContaining(schema),
  });
});
