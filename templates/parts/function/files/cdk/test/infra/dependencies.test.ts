import { expect, test } from 'vitest';
import { loadAll, ofType } from '../support/template.ts';

const functions = Object.entries(await loadAll()).flatMap(([name, stack]) =>
  Object.keys(ofType(stack, 'AWS::Lambda::Function')).map((id) => [name, id, stack] as const),
);

test.each(functions)('%s: %s waits for its permissions', (_, id, stack) => {
  expect(stack[id]?.DependsOn).toEqual(
    expect.arrayContaining([`${id}RoleDefaultPolicy`, `${id}Role`]),
  );
  // The bundle's module, whatever the function is called
  expect(stack[id]?.Properties).toMatchObject({ Handler: 'index.handler' });
});
