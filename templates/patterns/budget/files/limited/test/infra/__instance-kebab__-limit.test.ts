import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load();

const functions = ['__Instance__Function'];

test.each(functions)('%s runs ten times at once at most', (id) => {
  expect(properties(template, id)).toMatchObject({ ReservedConcurrentExecutions: 10 });
});
