import { afterAll, expect, test } from 'vitest';
import { postgres } from '../support/data-api.ts';
import { answerMigrations } from '../support/database-user.ts';
import { migrate } from '../../src/shared/migrations.ts';

afterAll(() => postgres.close());

test('IAM lets the user in, and no password', async () => {
  await answerMigrations();
  await migrate('items', {});

  const { rows } = await postgres.query(
    `SELECT rolcanlogin, rolpassword, pg_has_role('app', 'rds_iam', 'member') AS is_iam
     FROM pg_authid WHERE rolname = 'app'`,
  );
  expect(rows).toEqual([{ rolcanlogin: true, rolpassword: null, is_iam: true }]);
}, 60_000);
