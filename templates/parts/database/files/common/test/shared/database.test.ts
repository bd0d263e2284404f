import { test } from 'vitest';
import { expectTimeout } from '../support/silent-server.ts';

process.env.DATABASE_ARN = 'cluster';
process.env.DATABASE_SECRET_ARN = 'secret';
const { query } = await import('../../src/shared/database.ts');

test('gives up on a database that does not answer, in time for a second call', async () => {
  const ask = () => query('SELECT 1');
  await expectTimeout('AWS_ENDPOINT_URL_RDS_DATA', ask, { attempts: 2, within: 4000 });
});
