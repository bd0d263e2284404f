import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load } from '../support/template.ts';

test('start may start executions, and nothing else', async () => {
  expect(permissions(await load(), '__Name__Start')).toEqual([
    'states:StartExecution on __Name__StateMachine',
  ]);
});
