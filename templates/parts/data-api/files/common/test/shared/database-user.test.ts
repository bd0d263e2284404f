import { expect, test } from 'vitest';
import { sent } from '../support/data-api.ts';
import { answerMigrations, usePassword } from '../support/database-user.ts';
import { migrate } from '../../src/shared/migrations.ts';

test('a password that would have to be escaped is refused', async () => {
  await answerMigrations();
  usePassword("x'; DROP TABLE things; --".padEnd(32, 'x'));

  await expect(migrate('items', {})).rejects.toThrow('password');
  expect(sent()).toEqual([]);
});
