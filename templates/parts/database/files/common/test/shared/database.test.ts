import { test } from 'vitest';
import { expectTimeout } from '../support/silent-server.ts';

process.env.DATABASE_ARN = 'cluster';
process.env.DATABASE_SECRET_ARN = 'secret';
const { query } = await import('../../src/shared/database.ts');

test('waits for a statement longer than the Data API lets it run, which is 45 s', async () => {
  const ask = () => query('SELECT 1');
  const limits = { attempts: 2, after: 2 * 45_000, within: 130_000 };
  await expectTimeout('AWS_ENDPOINT_URL_RDS_DATA', ask, limits);
});
