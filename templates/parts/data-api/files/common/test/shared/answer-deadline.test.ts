import { test } from 'vitest';
import { expectTimeout } from '../support/silent-server.ts';

process.env.DATABASE_ARN = 'cluster';
process.env.DATABASE_SECRET_ARN = 'secret';
const { answer } = await import('../../src/shared/answer.ts');

test('gives up on a database that does not answer, in time for a second call', async () => {
  const ask = () => answer('SELECT 1', {});
  await expectTimeout('AWS_ENDPOINT_URL_RDS_DATA', ask, { attempts: 2, within: 4000 });
});
